import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { TestSpecification, Vitest } from 'vitest/node';
import { LongestFirst, longest } from './longest-first.ts';

const pathOf = (file: string) => fileURLToPath(new URL(`../../${file}`, import.meta.url));

test('every file that is to begin first is there', () => {
  expect(longest.filter((file) => !existsSync(pathOf(file)))).toEqual([]);
});

test('what takes longest begins first, each project by itself', async () => {
  const ofProject = (name: string, files: readonly string[]) => {
    const project = { name, config: { isolate: false, sequence: { groupOrder: 0 } } };
    return files.map((file) => ({ moduleId: pathOf(file), project }) as unknown as TestSpecification);
  };
  const isBrowser = (file: string) => file.includes('.browser.');
  const files = [
    ...ofProject('node', ['vitest.config.ts', ...longest.filter((file) => !isBrowser(file)).toReversed()]),
    ...ofProject('browser', ['package-lock.json', ...longest.filter(isBrowser).toReversed()]),
  ];
  const nothingRan = { cache: { getTestSpecificationResult: () => undefined } } as unknown as Vitest;
  const sorted = await new LongestFirst(nothingRan).sort(files);
  const expected = [
    ...[...longest.filter(isBrowser), 'package-lock.json'],
    ...[...longest.filter((file) => !isBrowser(file)), 'vitest.config.ts'],
  ];
  expect(sorted.map(({ moduleId }) => moduleId)).toEqual(expected.map(pathOf));
});
