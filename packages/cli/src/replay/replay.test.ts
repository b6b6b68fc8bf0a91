// The whole path in small: a dozen people, two hundred messages, a real server and real sockets.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { freshDatabase } from '@parley/testkit';
import { seededRandom } from '@parley/testkit/load';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseGraph, parseTexts, parseTrace } from './read-data.ts';
import { type ReplayOptions, replay } from './replay.ts';
import { type ReplayReport, toReport } from './report.ts';

const random = seededRandom(7);
const somebody = (): number => Math.floor(random() * 12);
const graphText = Array.from({ length: 60 }, () => `${somebody()} ${somebody()}`).join('\n');
const traceText = Array.from(
  { length: 200 },
  (_, index) => `${somebody()} ${somebody()} ${1_082_040_961 + 60 * index}`,
).join('\n');
const textsText = [
  '[12:00] <kim> hello',
  '[12:01] <lea> see example.com',
  '[12:02] <kim> \u0003colours',
  '[12:03] <lea> 👨‍👩‍👧‍👦',
].join('\n');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-replay-test-'));
  await writeFile(join(folder, 'graph.txt.gz'), gzipSync(graphText));
  await writeFile(join(folder, 'trace.txt'), traceText);
  await writeFile(join(folder, 'short.txt'), '1 2 1082040961\n2 1 1082040962');
  await writeFile(join(folder, 'bad.txt'), '[12:00] <kim> \u0003colours');
});
afterAll(() => rm(folder, { recursive: true }));

test('a mix of settings: everything sent arrives by the door that the rules open or is refused by them, and the history holds', async () => {
  const database = await freshDatabase();
  const options: ReplayOptions = {
    graph: parseGraph(graphText),
    trace: parseTrace(traceText),
    texts: parseTexts(textsText),
    privacy: 'mix',
    speed: Number.POSITIVE_INFINITY,
    seed: 28,
    database: database.address,
    onProgress: () => undefined,
  };
  const outcome = await replay(options);
  await database.drop();
  expect(outcome.verdict.problems).toEqual([]);
  const report = toReport(outcome, options);
  expect(report).toMatchObject({ ok: true, sends: 200, faults: {}, played: { waitsInVain: 0, paced: 0 } });
  expect(report.delivered + report.refusedTotal).toBe(200);
  expect(Object.keys(report.refused).sort()).toEqual([
    'invalid_input',
    'only_friends',
    'recipient_is_self',
    'request_limit',
  ]);
  // The run is worth something only if people were away, answers were lost and messages were read, and if every door was used.
  expect(Math.min(report.played.losses, report.played.stumbles, report.played.reads)).toBeGreaterThan(0);
  const { inbox, requests, filtered, acceptedByButton, acceptedByAnswer, limitedThoughTalking } = report.doors;
  expect(Math.min(inbox, requests, filtered, acceptedByButton, acceptedByAnswer)).toBeGreaterThan(0);
  expect(limitedThoughTalking).toEqual({});
}, 120_000);

test('the command fails where nothing was delivered, and says so in its last line', async () => {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  const files = ['--graph', 'graph.txt.gz', '--trace', 'short.txt', '--texts', 'bad.txt'];
  const { code, stdout } = await run([main, 'replay', ...files, '--privacy', 'everyone', '--json']);
  const report = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as ReplayReport;
  expect(report).toMatchObject({ command: 'replay', ok: false, sends: 2, history: { problems: {} } });
  expect(report.failures).toEqual(['nothing was delivered']);
  expect(code).toBe(1);
}, 120_000);

function run(args: readonly string[]): Promise<{ code: number; stdout: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder }, (error, stdout) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout });
    });
  });
}
