import { expect, test } from 'vitest';
import { findTraces } from './check-traces.ts';

// Put together here, so that this file is not found guilty itself.
const home = ['', 'home', 'alice', 'parley'].join('/');
const registry = ['https:/', 'registry.example.org', 'pg'].join('/');

test('a path on somebody’s disk is found', () => {
  expect(findTraces({ path: 'a.md', text: `first\nsee ${home}` })).toEqual([
    `a.md:2 ${home.slice(0, -'/parley'.length)}`,
  ]);
});

test('what every system has may be named, and so may a web address', () => {
  expect(
    findTraces({ path: 'a.ts', text: "'/usr/bin/env' '/tmp' 'https://example.org/home/alice' './work/a'" }),
  ).toEqual([]);
});

test('where packages come from is nobody’s business', () => {
  expect(findTraces({ path: 'a.md', text: registry })).toHaveLength(1);
  const text = `"resolved": "${registry}"`;
  expect(findTraces({ path: 'package-lock.json', text })).toHaveLength(1);
  expect(findTraces({ path: 'package-lock.json', text: '"resolved": "packages/web"' })).toEqual([]);
});
