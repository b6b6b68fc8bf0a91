import { expect, test } from 'vitest';
import { checkRules } from './check-rules.ts';

const rules = (text: string, name = 'a') => ({ path: `docs/rules/${name}.md`, text });
const tests = (...titles: string[]) => ({
  path: 'packages/core/src/a.test.ts',
  text: titles.map((title) => `test(\n  ${title}, () => {});`).join('\n'),
});

test('rules and titles that agree are fine, wherever the title stands', () => {
  const all = rules('## Age (ACC-2)\n- **ACC-1** One.\n- **ACC-2a** Two.\n- **ACC-2b** ▪ Three.');
  expect(checkRules([all, tests("'ACC-1 one'", '"ACC-2a two"', '`ACC-2b three`')])).toEqual([]);
  const table = {
    path: 'packages/web/src/a.test.tsx',
    text: "test.each([{ name: 'ACC-2a two' }])('$name', () => {});",
  };
  expect(checkRules([all, table, tests("'ACC-1 ACC-2b one and three'")])).toEqual([]);
});

test('a rule without a test is found', () => {
  const [finding] = checkRules([rules('- **ACC-1** One.\n- **ACC-1b** Two.'), tests("'ACC-1 one'", "'about ACC-1b'")]);
  expect(finding).toBe('ACC-1b in docs/rules/a.md has no test whose title begins with it');
});

test('a title of a rule that is not there is found', () => {
  expect(checkRules([rules('- **ACC-1** One.'), tests("'ACC-1 one'", "'ACC-9 nine'")])).toEqual([
    'ACC-9 begins a title in packages/core/src/a.test.ts, and docs/rules does not have it',
  ]);
});

test('a rule with parts needs tests of its parts, and may have one of its own', () => {
  const parts = rules('# A (MSG-1)\n- **MSG-1a** One.\n- **MSG-10** Ten.');
  expect(checkRules([parts, tests("'MSG-1a one'", "'MSG-10 ten'", "'MSG-1 all of it'")])).toEqual([]);
  expect(checkRules([parts, tests("'MSG-1 all of it'", "'MSG-10 ten'")])).toHaveLength(1);
});

test('a heading defines what is numbered under it', () => {
  const headed = rules('## Marked parts (MSG-5, ACC-4)\n5. Something.');
  expect(checkRules([headed, tests("'MSG-5 a'")])).toEqual([
    'ACC-4 in docs/rules/a.md has no test whose title begins with it',
  ]);
});

test('a rule that is defined twice is found, in one file or two', () => {
  const once = rules('- **ACC-1** One.');
  expect(checkRules([once, rules('- **ACC-1** Other.', 'b'), tests("'ACC-1 one'")])).toEqual([
    'ACC-1 is defined again in docs/rules/b.md',
  ]);
});

test('what only looks like an id is left alone', () => {
  expect(
    checkRules([
      rules('UTF-8 and **ACC-1** in a sentence'),
      tests("'text in UTF-8 '", "'S21 work grows'", "'UTF-8-ish'"),
    ]),
  ).toEqual([]);
});
