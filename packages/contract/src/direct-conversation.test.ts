import fc from 'fast-check';
import { expect, test } from 'vitest';
import { directConversationId, directConversationPair, directConversationPeer } from './direct-conversation.ts';
import { type ConversationId, conversationId, type UserId, userId } from './ids.ts';

const anyUser = fc.bigInt({ min: 1n, max: (1n << 62n) - 1n }).map((id) => userId.parse(id.toString()));
const anyPair = fc.tuple(anyUser, anyUser).filter(([a, b]) => a !== b);

test('MSG-1 two people have one conversation, whoever of them names it', () => {
  fc.assert(
    fc.property(anyPair, ([a, b]) => {
      const id = directConversationId(a, b);
      expect(id).toBe(directConversationId(b, a));
      expect(conversationId.parse(id)).toBe(id);
      const [low, high] = BigInt(a) < BigInt(b) ? [a, b] : [b, a];
      expect(directConversationPair(id)).toEqual([low, high]);
      expect([directConversationPeer(id, a), directConversationPeer(id, b)]).toEqual([b, a]);
    }),
  );
});

test('MSG-1 another pair has another conversation, and nobody else is in it', () => {
  fc.assert(
    fc.property(anyPair, anyUser, ([a, b], other) => {
      fc.pre(other !== a && other !== b);
      expect(directConversationId(a, other)).not.toBe(directConversationId(a, b));
      expect(directConversationPeer(directConversationId(a, b), other)).toBeUndefined();
    }),
  );
});

test.each([
  ['nobody', '00000000-0000-0000-0000-000000000001'],
  ['the larger first', '00000000-0000-0002-0000-000000000001'],
  ['one person twice', '00000000-0000-0001-0000-000000000001'],
  ['an id beyond the largest', '00000000-0000-0001-4000-000000000000'],
])('OBS-1 an id with %s in it is no conversation of two', (_, id) => {
  expect(directConversationPair(id as ConversationId)).toBeUndefined();
  expect(directConversationPeer(id as ConversationId, '1' as UserId)).toBeUndefined();
});

test.each(['0', '01', '-1', '1.5', '4611686018427387904', '9223372036854775807', '10000000000000000000', '', 'me'])(
  '%j is no user id',
  (id) => {
    expect(userId.safeParse(id).success).toBe(false);
  },
);

test('the largest user id fits a bigint of the database, and so does the smallest', () => {
  expect([userId.parse('1'), userId.parse('4611686018427387903')]).toEqual(['1', '4611686018427387903']);
});
