import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseGraph, parseTexts, parseTrace, readTextFile, readTexts } from './read-data.ts';

describe('a graph', () => {
  test('has each follow once and nobody who follows themselves, and says what it left out', () => {
    const graph = parseGraph('# from to\n0 1\n1 0\n0 1\n2 2\n\n3\t0\r\n');
    expect(graph.edges).toEqual([
      { from: '0', to: '1' },
      { from: '1', to: '0' },
      { from: '3', to: '0' },
    ]);
    expect([...graph.names]).toEqual(['0', '1', '2', '3']);
    expect([graph.loopCount, graph.doubleCount]).toEqual([1, 1]);
  });

  test('that cannot be read is refused with its line', () => {
    expect(() => parseGraph('0 1\n2\n')).toThrow('line 2 should begin with 2 numbers: 2');
    expect(() => parseGraph('0 bob\n')).toThrow('line 1');
  });
});

describe('a trace', () => {
  test('is played in the order of its times, and of its lines where these are equal', () => {
    const trace = parseTrace('1 2 1082040961\n3 4 1082040960\n2 1 1082040961\n');
    expect(trace).toEqual([
      { sender: '3', recipient: '4', atMs: 1_082_040_960_000 },
      { sender: '1', recipient: '2', atMs: 1_082_040_961_000 },
      { sender: '2', recipient: '1', atMs: 1_082_040_961_000 },
    ]);
  });

  test('without a time is refused', () => {
    expect(() => parseTrace('1 2\n')).toThrow('line 1 should begin with 3 numbers');
  });
});

describe('texts', () => {
  test('are what was said, without who and when, and without comings and goings', () => {
    const log = '[12:18] <usual> hi <b>\n=== kit has joined #x\n[12:19]  * kit waves\n[12:19] <kit>\nplain line\n';
    expect(parseTexts(log)).toEqual(['hi <b>', 'waves', 'plain line']);
  });
});

describe('files', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-replay-data-'));
    await mkdir(join(folder, 'b'));
    await writeFile(join(folder, 'b', 'two.raw.txt'), '[00:01] <kim> second\n');
    await writeFile(join(folder, 'a.raw.txt'), '[00:00] <kim> first\n');
    await writeFile(join(folder, 'a.annotation.txt'), '1 2 -\n');
    await writeFile(join(folder, 'packed'), gzipSync('0 1\n'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('are unpacked where they are gzip, whatever they are called', async () => {
    expect(await readTextFile(join(folder, 'packed'))).toBe('0 1\n');
    expect(await readTextFile(join(folder, 'a.annotation.txt'))).toBe('1 2 -\n');
  });

  test('of texts may be one, or all in a folder in the order of their paths', async () => {
    expect(await readTexts(join(folder, 'b', 'two.raw.txt'))).toEqual(['second']);
    expect(await readTexts(folder)).toEqual(['first', 'second']);
  });
});
