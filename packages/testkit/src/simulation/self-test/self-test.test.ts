import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { breakages } from './breakages.ts';

// Whether each is noticed is for `simulate --self-test`, which takes minutes; what would keep it from being made shows here at once.
test.each(breakages.flatMap(({ name, patches }) => patches.map((patch) => ({ name, ...patch }))))(
  'the fault "$name" can still be made in $file',
  async ({ file, find, replace }) => {
    const source = await readFile(new URL(`../../../../${file}`, import.meta.url), 'utf8');
    expect(source.split(find)).toHaveLength(2);
    expect(replace).not.toBe(find);
  },
);
