// Everything that I can ask about somebody: each method of the contract, in an order in which the later ones may change what is. A method
// without a row does not compile.
import { type AttachmentId, directConversationId, type MethodId } from '@parley/contract';
import type { Person } from '@parley/testkit';

/** `other` is whom it is about, `third` somebody whom both know, `last` one who knows `third`. */
export type Cast = { me: Person; other: Person; third: Person; last: Person; tag: string; files: Files };
/** What was uploaded before it all: one of mine to be sent, one of theirs that nobody sends, and one that each tried to send to the other. */
export type Files = Record<'mine' | 'theirs' | 'fromMe' | 'fromThem', AttachmentId>;
type Inputs = (cast: Cast) => object[];

export const text = (words: string) => ({ kind: 'text' as const, text: words });

const once: Inputs = () => [{}];
/** Says nothing about anybody but me, or has its own test of what its answers and its price tell. */
const nothing: Inputs = () => [];
const ofOther: Inputs = ({ other }) => [{ userId: other.id }];
const between =
  (...more: object[]): Inputs =>
  ({ me, other }) =>
    (more.length > 0 ? more : [{}]).map((one) => ({ conversationId: directConversationId(me.id, other.id), ...one }));
const lists: Inputs = ({ me, other, third }) => [
  { userId: other.id },
  { userId: me.id },
  { userId: third.id },
  { userId: third.id, limit: 1 },
];
export const file = (id: AttachmentId) => ({ kind: 'file' as const, attachmentIds: [id] });
const sends: Inputs = ({ me, other, third, files }) => [
  { recipientId: other.id, clientMessageId: 'a', content: text('an offer') },
  { conversationId: directConversationId(me.id, other.id), clientMessageId: 'b', content: text('an offer') },
  { recipientId: other.id, clientMessageId: 'a', content: text('again') },
  { recipientId: other.id, clientMessageId: 'd', content: text('an answer'), replyToSeq: 1 },
  { recipientId: other.id, clientMessageId: 'e', content: file(files.mine) },
  { recipientId: other.id, clientMessageId: 'e', content: file(files.mine) },
  { recipientId: other.id, clientMessageId: 'f', content: file(files.theirs) },
  { recipientId: other.id, clientMessageId: 'g', content: { kind: 'sticker', stickerId: 'blob-wave' } },
  { recipientId: other.id, clientMessageId: 'h', content: { kind: 'share', url: 'https://a.example', title: 'a' } },
  { recipientId: third.id, clientMessageId: 'c', content: text(`@${other.handle}`) },
];

const table: Record<MethodId, Inputs> = {
  'accounts.signUp': nothing,
  'accounts.signIn': nothing,
  'accounts.recover': nothing,
  'accounts.signOut': nothing,
  'accounts.signOutEverywhere': nothing,
  'accounts.listSessions': nothing,
  'accounts.changePassword': nothing,
  'accounts.deactivate': nothing,
  'accounts.delete': nothing,
  'demo.list': nothing,
  'demo.signIn': nothing,
  'settings.update': nothing,
  'accounts.updateProfile': nothing,
  'filterWords.list': nothing,
  'filterWords.add': nothing,
  'filterWords.remove': nothing,
  'inbox.archiveOlder': nothing,
  'stickers.list': nothing,
  'shares.listOrigins': nothing,
  'settings.get': once,
  'accounts.me': once,
  'accounts.limits': once,
  'people.profile': ({ me, other, third }) => [
    { userId: other.id },
    { handle: other.handle },
    { userId: third.id },
    { userId: me.id },
  ],
  'people.search': ({ other, tag }) => [
    { query: other.handle },
    { query: tag },
    { query: tag, limit: 1 },
    { query: tag, limit: 2 },
  ],
  'presence.list': ({ other }) => [{ userIds: [other.id] }],
  'admission.tryOut': () => [{ messagesFrom: 'everyone', othersMayRequest: true }],
  'admission.listDoors': () => ['contact', 'consent', 'friend'].map((kind) => ({ kind })),
  'admission.explain': ofOther,
  'graph.listFollowers': lists,
  'graph.listFollowing': lists,
  'graph.listFollowRequests': () => [{}, { limit: 1 }],
  'requests.list': () => ['requests', 'filtered', 'declined'].map((folder) => ({ folder })),
  'inbox.list': () => [{}, { limit: 1 }, { folder: 'blocked' }, { folder: 'archived' }, { isUnreadOnly: true }],
  // Of which revision my inbox is depends on the story: one of these is it.
  'inbox.digest': ({ me, other, third }) =>
    Array.from({ length: 9 }, (_, index) => ({
      ...{ rev: index + 1, unreadConversationCount: 1 },
      rows: [other, third].map(({ id }) => ({
        ...{ conversationId: directConversationId(me.id, id), lastSeq: 1, readSeq: 0, unreadCount: 1 },
      })),
    })),
  'inbox.changes': () => [{ sinceRev: 0 }],
  'blocks.list': once,
  'conversations.get': (cast) => [...between()(cast), ...ofOther(cast)],
  'messages.list': between(),
  'search.messages': (cast) => [
    { query: 'an offer' },
    { query: 'o', limit: 1 },
    { query: cast.other.handle },
    ...between({ query: 'o' })(cast),
  ],
  'search.conversations': ({ other, tag }) => [{ query: other.handle }, { query: tag }, { query: tag, limit: 1 }],
  'conversations.startTyping': between(),
  'conversations.markDelivered': between({ seq: 9 }),
  'conversations.markRead': between({ seq: 9 }),
  'messages.send': sends,
  'messages.edit': between(...[1, 2, 3].map((seq) => ({ seq, content: text('another offer') }))),
  'messages.unsend': between(...[1, 2, 2, 3].map((seq) => ({ seq }))),
  'reports.create': between({ category: 'spam' }),
  'requests.accept': between(),
  'requests.decline': between(),
  'requests.undoDecline': between(),
  'contacts.add': ofOther,
  'contacts.remove': ofOther,
  'graph.removeFollower': ofOther,
  'graph.acceptFollow': ofOther,
  'graph.declineFollow': ofOther,
  'graph.unfollow': ofOther,
  'graph.follow': ofOther,
  'conversations.saveDraft': (cast) => [...between({ text: 'I wanted to' })(cast), { userId: cast.other.id, text: '' }],
  'conversations.arrange': ({ me, other }) => {
    const conversationIds = [directConversationId(me.id, other.id)];
    return [{ isPinned: true }, { isArchived: true }, { mute: 'always' }, { isMarkedUnread: true }].map((one) => ({
      conversationIds,
      ...one,
    }));
  },
  'conversations.close': between(),
  'messages.hide': between({ seqs: [1] }),
  'conversations.clear': between(),
  'conversations.delete': between(),
  'blocks.block': ofOther,
  'blocks.unblock': ofOther,
};

/** What I look at again when I have done something: my budgets, my inbox, how we stand. */
const glances = (cast: Cast): [MethodId, object][] => [
  ['accounts.limits', {}],
  ['inbox.changes', { sinceRev: 0 }],
  ['people.profile', { userId: cast.other.id }],
];
const acts: readonly MethodId[] = [
  'messages.send',
  'messages.edit',
  'messages.unsend',
  'requests.accept',
  'graph.follow',
  'conversations.close',
  'blocks.block',
  'blocks.unblock',
];

/** What I may try to read: by address, since it is no method. */
export const addresses = ({ files }: Cast): string[] =>
  Object.values(files).flatMap((id) => [`/v1/media/${id}/original`, `/v1/media/${id}/thumb`]);

/** Every question about the other, in order. */
export const questionsAbout = (cast: Cast): [MethodId, object][] =>
  (Object.entries(table) as [MethodId, Inputs][]).flatMap(([method, inputs]) => {
    const asked = inputs(cast).map((input): [MethodId, object] => [method, input]);
    return acts.includes(method) ? [...asked, ...glances(cast)] : asked;
  });
