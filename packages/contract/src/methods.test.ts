// The table of methods as a whole. A method without examples does not compile; an example is what its reference would show.
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { directConversationId } from './direct-conversation.ts';
import { attachmentId, userId } from './ids.ts';
import { type MethodId, type MethodInput, methods } from './methods.ts';
import { stickerId } from './stickers/index.ts';

const [ana, bo] = [userId.parse('1001'), userId.parse('1002')];
const conversationId = directConversationId(ana, bo);
const photo = attachmentId.parse(`1001-${'0a'.repeat(16)}`);
const content = { kind: 'text', text: 'hello' } as const;
const password = 'correct horse';
const newPassword = 'battery staple';
const names = { handle: 'ana', displayName: 'Ana Ro' };

const examples: { [Id in MethodId]: [MethodInput<Id>, ...MethodInput<Id>[]] } = {
  'accounts.signUp': [
    { ...names, birthDate: '1995-05-05', password },
    { ...names, birthDate: '1995-05-05', password, email: 'ana@example.com', session: 'token', device: 'a bot' },
  ],
  'accounts.signIn': [{ handle: 'Ana', password, session: 'cookie' }],
  'accounts.recover': [{ handle: 'ana', recoveryCode: 'ABCD-EFGH-JKLM-NPQR', newPassword }],
  'accounts.signOut': [{}],
  'accounts.signOutEverywhere': [{}],
  'accounts.listSessions': [{}],
  'accounts.me': [{}],
  'accounts.limits': [{}],
  'accounts.updateProfile': [{ displayName: 'Ana R.' }, { bio: '' }, {}],
  'accounts.changePassword': [{ password, newPassword }],
  'accounts.deactivate': [{ password }],
  'accounts.delete': [{ password }],
  'demo.list': [{}],
  'demo.signIn': [{ handle: 'noor' }],
  'settings.get': [{}],
  'settings.update': [
    { messagesFrom: 'no_one' },
    { othersMayRequest: true, filterRequests: false },
    { readReceipts: false, presence: true, isPrivate: true },
    {},
  ],
  'people.search': [{ query: '@bo' }, { query: '健', limit: 1, cursor: 'abc' }],
  'people.profile': [{ userId: bo }, { handle: 'bo' }],
  'admission.tryOut': [{ messagesFrom: 'friends', othersMayRequest: true }],
  'admission.listDoors': [{ kind: 'contact' }, { kind: 'consent', limit: 1 }, { kind: 'friend', cursor: 'abc' }],
  'admission.explain': [{ userId: bo }],
  'contacts.add': [{ userId: bo }],
  'contacts.remove': [{ userId: bo }],
  'filterWords.list': [{}],
  'filterWords.add': [{ word: 'offer' }, { word: '赚钱' }],
  'filterWords.remove': [{ word: 'offer' }],
  'requests.list': [{}, { folder: 'filtered', limit: 20 }, { folder: 'declined', cursor: 'abc' }],
  'requests.accept': [{ conversationId }],
  'requests.decline': [{ conversationId }],
  'requests.undoDecline': [{ conversationId }],
  'graph.follow': [{ userId: bo }],
  'graph.unfollow': [{ userId: bo }],
  'graph.removeFollower': [{ userId: bo }],
  'graph.acceptFollow': [{ userId: bo }],
  'graph.declineFollow': [{ userId: bo }],
  'graph.listFollowers': [{ userId: bo }, { userId: bo, limit: 100 }],
  'graph.listFollowing': [{ userId: bo }],
  'graph.listFollowRequests': [{}, { limit: 1 }],
  'blocks.block': [{ userId: bo }],
  'blocks.unblock': [{ userId: bo }],
  'blocks.list': [{}],
  'inbox.list': [
    {},
    { limit: 20, cursor: 'abc' },
    { folder: 'blocked' },
    { folder: 'archived' },
    { isUnreadOnly: true },
  ],
  'inbox.digest': [
    { rev: 0, unreadConversationCount: 0, rows: [] },
    { rev: 7, unreadConversationCount: 1, rows: [{ conversationId, lastSeq: 3, readSeq: 1, unreadCount: 2 }] },
  ],
  'inbox.archiveOlder': [{ before: '2026-01-01T00:00:00.000Z' }],
  'inbox.changes': [{ sinceRev: 0 }, { sinceRev: 12, limit: 1 }],
  'conversations.get': [{ conversationId }, { userId: bo }],
  'conversations.markRead': [{ conversationId, seq: 1 }],
  'conversations.markDelivered': [{ conversationId, seq: 1 }],
  'conversations.clear': [{ conversationId }],
  'conversations.delete': [{ conversationId }],
  'conversations.arrange': [
    { conversationIds: [conversationId], isPinned: true },
    { conversationIds: [conversationId], mute: 'always', isArchived: true },
    { conversationIds: [conversationId], mute: { forMs: 3_600_000 }, isMarkedUnread: false },
  ],
  'conversations.saveDraft': [
    { conversationId, text: 'I wanted to' },
    { userId: bo, text: '' },
  ],
  'conversations.close': [{ conversationId }],
  'conversations.startTyping': [{ conversationId }],
  'messages.send': [
    { recipientId: bo, clientMessageId: 'c-1', content },
    { conversationId, clientMessageId: '~'.repeat(64), content },
    { recipientId: bo, clientMessageId: 'c-2', content, replyToSeq: 3 },
    { recipientId: bo, clientMessageId: 'c-3', content: { kind: 'media', attachmentIds: [photo, photo], text: 'us' } },
    { recipientId: bo, clientMessageId: 'c-4', content: { kind: 'voice', attachmentIds: [photo] } },
    { recipientId: bo, clientMessageId: 'c-5', content: { kind: 'sticker', stickerId: stickerId.parse('blob-wave') } },
    {
      ...{ recipientId: bo, clientMessageId: 'c-6' },
      content: { kind: 'share', url: 'https://videos.example/1', title: 'Waves', coverAttachmentId: photo },
    },
  ],
  'messages.list': [
    { conversationId },
    { conversationId, beforeSeq: 40, limit: 20 },
    { conversationId, afterSeq: 0 },
    { conversationId, aroundSeq: 7 },
  ],
  'messages.edit': [{ conversationId, seq: 3, content }],
  'messages.unsend': [{ conversationId, seq: 3 }],
  'messages.hide': [{ conversationId, seqs: [1, 2] }],
  'stickers.list': [{}],
  'shares.listOrigins': [{}],
  'reports.create': [
    { conversationId, category: 'scam' },
    { conversationId, seq: 3, category: 'other', words: 'They said so.' },
  ],
  'search.messages': [{ query: 'an offer' }, { query: '赚钱', conversationId, limit: 1, cursor: 'abc' }],
  'search.conversations': [{ query: '@bo' }, { query: 'bo', limit: 1, cursor: 'abc' }],
  'presence.list': [{ userIds: [bo] }],
};

test('every method is named nouns.verb, once, and says its purpose in a sentence', () => {
  expect(Object.keys(examples).sort()).toEqual(methods.map((method) => method.id).sort());
  expect(new Set(methods.map((method) => method.id)).size).toBe(methods.length);
  for (const { id, purpose } of methods) {
    expect(id).toMatch(/^[a-z][A-Za-z]+\.[a-z][A-Za-z]+$/);
    expect(purpose, id).toMatch(/^[A-Z].*\.$/);
  }
});

describe.each(methods)('$id', (method) => {
  const inputs: object[] = examples[method.id];

  test.each(inputs.map((input) => [JSON.stringify(input), input] as const))('takes %s', (_, input) => {
    expect(method.input.parse(input)).toMatchObject(input);
  });

  test('takes no field that is not in the contract, and no other kind of input', () => {
    for (const input of inputs) expect(method.input.safeParse({ ...input, unknownField: 1 }).success).toBe(false);
    for (const input of [null, undefined, 'text', 1, []]) expect(method.input.safeParse(input).success).toBe(false);
  });
});

/** Every property that an answer may hold, at any depth. */
function propertiesOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'properties' in schema && schema.properties ? Object.keys(schema.properties) : [];
  return [...own, ...Object.values(schema).flatMap(propertiesOf)];
}

test('ACC-1c no answer has a place for a birth date or a password', () => {
  const properties = new Set(
    methods.flatMap((method) => propertiesOf(z.toJSONSchema(method.output, { io: 'output' }))),
  );
  expect(properties.has('displayName')).toBe(true);
  expect([...properties].filter((name) => /birth|born|password|hash/i.test(name))).toEqual([]);
});

test('ACC-1c a birth date is taken at sign-up alone', () => {
  const taking = methods.filter((method) =>
    propertiesOf(z.toJSONSchema(method.input, { io: 'input' })).includes('birthDate'),
  );
  expect(taking.map((method) => method.id)).toEqual(['accounts.signUp']);
});

test('only what changes a cookie is kept off the socket', () => {
  expect(methods.filter((method) => 'httpOnly' in method).map((method) => method.id)).toEqual([
    'accounts.signUp',
    'accounts.signIn',
    'accounts.recover',
    'accounts.signOut',
    'accounts.signOutEverywhere',
    'accounts.deactivate',
    'accounts.delete',
    'demo.signIn',
  ]);
});

test('the doors are open to anybody, and nothing else is', () => {
  const open = methods.filter((method) => method.auth === 'anyone').map((method) => method.id);
  expect(open).toEqual(['accounts.signUp', 'accounts.signIn', 'accounts.recover', 'demo.list', 'demo.signIn']);
});
