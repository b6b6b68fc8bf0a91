import { expect, test } from 'vitest';
import { conversationIdOf, nextConversation, shellViewOf } from './shell-view-model.ts';

test('each URL shows its own pane, and its tab', () => {
  expect(shellViewOf('/')).toEqual({ kind: 'list', tab: 'inbox' });
  expect(shellViewOf('/activity')).toEqual({ kind: 'tab', tab: 'activity' });
  expect(shellViewOf('/settings/privacy')).toEqual({ kind: 'page', tab: 'profile' });
  expect(shellViewOf('/c/x')).toEqual({ kind: 'page', tab: 'inbox' });
  expect(shellViewOf('/u/ada')).toEqual({ kind: 'page', tab: undefined });
  expect(conversationIdOf('/c/x/details')).toBe('x');
  expect(conversationIdOf('/u/c')).toBeUndefined();
});

test('the keys for the next conversation stop at both ends of the list', () => {
  const ids = ['a', 'b', 'c'];
  expect(nextConversation(ids, 'a', 1)).toBe('b');
  expect(nextConversation(ids, 'c', 1)).toBe('c');
  expect(nextConversation(ids, 'a', -1)).toBe('a');
  expect(nextConversation(ids, undefined, 1)).toBe('a');
  expect(nextConversation(ids, 'elsewhere', -1)).toBe('a');
  expect(nextConversation([], undefined, 1)).toBeUndefined();
});
