// What a client may say is exactly what is written down; what a server says may grow.
import { expect, test } from 'vitest';
import { clientFrame, serverFrame } from './index.ts';

const conversationId = '00000000-0000-0001-0000-000000000002';

test.each([
  { type: 'hello', protocol: 1 },
  { type: 'hello', protocol: 1, token: 'a-token' },
  { type: 'call', id: 0, method: 'accounts.me', input: {} },
  { type: 'ping' },
])('a client may say $type', (frame) => {
  expect(clientFrame.parse(frame)).toEqual(frame);
});

test.each([
  ['a protocol that we do not speak', { type: 'hello', protocol: 2 }],
  ['a field of its own', { type: 'ping', at: 1 }],
  ['a call without a number', { type: 'call', method: 'accounts.me', input: {} }],
  ['a call with half a number', { type: 'call', id: 0.5, method: 'accounts.me', input: {} }],
  ['a token without end', { type: 'hello', protocol: 1, token: 'a'.repeat(201) }],
  ['what only a server says', { type: 'welcome', userId: '1', rev: 0 }],
  ['nothing in particular', {}],
])('a client may not say %s', (_, frame) => {
  expect(clientFrame.safeParse(frame).success).toBe(false);
});

test.each([
  { type: 'welcome', userId: '1', rev: 0 },
  { type: 'result', id: 1, output: {} },
  { type: 'update', rev: 1, changes: [] },
  { type: 'update', rev: 2, changes: [{ type: 'conversation.read', conversationId, readSeq: 1 }] },
  { type: 'notice', notice: { type: 'typing.started', conversationId, userId: '1' } },
  { type: 'pong' },
  { type: 'pong', rev: 3 },
])('a server may say $type, and later more with it', (frame) => {
  expect(serverFrame.parse({ ...frame, addedLater: true })).toEqual(frame);
});
