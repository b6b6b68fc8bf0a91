import { expect, test } from 'vitest';
import { checkBudgets } from './check-budgets.ts';

const path = 'packages/core/src/some/file.ts';
const lines = (count: number) => 'next();\n'.repeat(count);

function check(text: string) {
  return checkBudgets({ path, text });
}

test('a file of 400 lines is large, one of 401 is too large', () => {
  expect(check(lines(400))).toEqual({ broken: [], largeCount: 1 });
  expect(check(lines(401)).broken).toEqual([`${path} has 401 lines, at most 400`]);
});

test('a function of 70 lines is large, one of 71 is too large, however it is written', () => {
  expect(check(`function a() {\n${lines(68)}}`)).toEqual({ broken: [], largeCount: 1 });
  expect(check(`function a() {\n${lines(69)}}`).broken).toEqual([`${path}:1 the function has 71 lines, at most 70`]);
  expect(check(`const a = () => {\n${lines(69)}};`).broken).toHaveLength(1);
  expect(check(`class A {\n  a() {\n${lines(69)}}\n}`).broken).toEqual([expect.stringContaining(':2 the function')]);
});

test('a group of tests may be long, each of its tests may not', () => {
  expect(check(`describe('a', () => {\n${lines(100)}});`).broken).toEqual([]);
  expect(check(`test('a', () => {\n${lines(100)}});`).broken).toHaveLength(1);
});

test('a fifth parameter is one too many', () => {
  expect(check('function a(b, c, d, e) {}').broken).toEqual([]);
  expect(check('function a(b, c, d, e, f) {}').broken).toEqual([`${path}:1 5 parameters, from 5 on one object`]);
});

test('the fourth level of nesting is one too many, and is reported once', () => {
  const nested = (inner: string) => `for (;;) {\n if (a) {\n while (b) {\n ${inner} } } }`;
  expect(check(nested('c();')).broken).toEqual([]);
  expect(check(nested('try { if (d) e(); } finally { f(); }')).broken).toEqual([
    `${path}:4 is nested more than 3 deep`,
  ]);
});

test('a chain of else-if is one level, and a function inside begins anew', () => {
  expect(check('if (a) b(); else if (c) d(); else if (e) f(); else if (g) h(); else if (i) j();').broken).toEqual([]);
  expect(check('if (a) { if (b) { if (c) { list.map((d) => { if (d) e(); }); } } }').broken).toEqual([]);
});
