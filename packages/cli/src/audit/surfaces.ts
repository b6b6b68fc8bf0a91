// BLK-1 surface by surface: what neither of the two of a block may find out or do. A method without a row does not compile.
import { randomBytes } from 'node:crypto';
import {
  type AttachmentId,
  directConversationId,
  type MethodId,
  type MethodOutput,
  type RefusalCode,
  type ServerFrame,
} from '@parley/contract';
import { type Answer, ask, holds, otherOf, type Scene, type Side, shows } from './scene.ts';

/** What leaks, in words; nothing when nothing does. */
export type Check = (scene: Scene) => Promise<string | undefined>;
/** Has no place where another person could be. */
const nothing = 'says nothing about two people';
export type Surfaces = Record<MethodId, readonly Check[] | typeof nothing>;

type InputOf = (scene: Scene, side: Side) => object;
const ofOther: InputOf = (scene, side) => ({ userId: otherOf(scene, side).id });
const between =
  (more: object = {}): InputOf =>
  ({ blocker, blocked }) => ({ conversationId: directConversationId(blocker.id, blocked.id), ...more });
const always =
  (input: object): InputOf =>
  () =>
    input;
const both: readonly Side[] = ['blocked', 'blocker'];

type Asking = { method: MethodId; side: Side; input: InputOf };
type Judge = (scene: Scene, answer: Answer, side: Side) => string | undefined;

/** Asks, and judges the answer and what the other side heard of it: they may hear nothing. */
const check =
  ({ method, side, input }: Asking, judge: Judge): Check =>
  async (scene) => {
    const answer = await ask(scene, side, method, input(scene, side));
    return judge(scene, answer, side) ?? overheard(scene, side);
  };

export function overheard(scene: Scene, side: Side): string | undefined {
  const other = otherOf(scene, side);
  const [first] = scene.rehearsal.heard().filter(({ userId }) => userId === other.id);
  return first && `the other side hears of what the ${side} does: ${JSON.stringify(first.frame).slice(0, 120)}`;
}

const silently = (method: MethodId, input: InputOf, sides = both): Check[] =>
  sides.map((side) => check({ method, side, input }, () => undefined));

/** In no list, not even as a row without a name. */
const absent = (method: MethodId, input: InputOf, sides = both): Check[] =>
  sides.map((side) =>
    check({ method, side, input }, (scene, answer) =>
      holds(answer, otherOf(scene, side)) ? `the other is there for the ${side}` : undefined,
    ),
  );

/** History stays, without a name. */
const nameless = (method: MethodId, input: InputOf, sides = both): Check[] =>
  sides.map((side) =>
    check({ method, side, input }, (scene, answer) =>
      shows(answer, otherOf(scene, side)) ? `the ${side} is shown the other` : undefined,
    ),
  );

const refused = (
  method: MethodId,
  input: InputOf,
  sides: readonly Side[],
  codes: readonly RefusalCode[] = ['not_found'],
): Check[] =>
  sides.map((side) =>
    check({ method, side, input }, (_, { refusal }) =>
      refusal && codes.includes(refusal.code) ? undefined : `the ${side} is answered ${refusal?.code ?? 'yes'}`,
    ),
  );

const apart = {
  following: 'no',
  followsMe: false,
  requestedToFollowMe: false,
  isFriend: false,
  isContact: false,
} as const;
const areApart = (relation: object): boolean =>
  Object.entries(apart).every(([name, value]) => (relation as Record<string, unknown>)[name] === value);

type ProfileAnswer = { relation: object; abilities: { message: boolean; request: boolean } };
const profileOfBlocked: Judge = (_, { output }) => {
  if (!output) return undefined;
  const { relation, abilities } = output as ProfileAnswer;
  if (abilities.message || abilities.request) return 'the blocker is offered to write';
  return areApart(relation) ? undefined : `a follow or a place on a list still stands: ${JSON.stringify(relation)}`;
};

type ConversationAnswer = {
  lastSeq: number;
  folder: string;
  peer: { isAvailable: boolean };
  abilities: { send: boolean; answer: boolean; close: boolean };
};
const conversationShut: Judge = ({ isMutual }, { output }, side) => {
  if (!output) return undefined;
  const { lastSeq, folder, peer, abilities } = output as ConversationAnswer;
  if (abilities.send || abilities.answer) return `the ${side} is offered to write or to answer`;
  if (side === 'blocked' && (peer.isAvailable || abilities.close))
    return 'the blocked one sees that the other is there';
  const isBlocker = side === 'blocker' || isMutual;
  const isMoved = isBlocker ? folder === 'blocked' || lastSeq === 0 : folder !== 'blocked';
  return isMoved ? undefined : `for the ${side} the conversation stands in ${folder}`;
};

const ownBusiness: readonly RefusalCode[] = ['not_available', 'too_young', 'restricted', 'messages_off'];
const message = { clientMessageId: 'audit', content: { kind: 'text', text: 'audit' } };

const mentions: Check = async (scene) => {
  const content = { kind: 'text', text: `@${scene.blocker.handle}` };
  const input = { recipientId: scene.third.id, clientMessageId: 'mention', content };
  const { refusal } = await ask(scene, 'blocked', 'messages.send', input);
  if (refusal) return ownBusiness.includes(refusal.code) ? undefined : `could not be tried: ${refusal.code}`;
  const isFound = scene.rehearsal
    .heard()
    .some(({ frame }) => JSON.stringify(frame).includes(`"userId":"${scene.blocker.id}"`));
  return isFound ? 'a mention by the blocked one finds the blocker' : undefined;
};

/** MED-10: what was uploaded goes the way of texts. Its bytes are not there in a rehearsal, and nobody asks for them. */
const giving: Check = async (scene) => {
  for (const side of both) {
    const id = `${scene[side].id}-${randomBytes(16).toString('hex')}` as AttachmentId;
    const file = { id, kind: 'file' as const, mime: 'application/octet-stream', bytes: 1, name: 'audit' };
    await scene.rehearsal.store.transaction((write) => write.media.create(file, scene.nowMs));
    const content = { kind: 'file', attachmentIds: [id] };
    const input = { recipientId: otherOf(scene, side).id, clientMessageId: 'file', content };
    const { refusal } = await ask(scene, side, 'messages.send', input);
    if (!refusal || !ownBusiness.includes(refusal.code))
      return `the ${side} who gives a file is answered ${refusal?.code ?? 'yes'}`;
    const heard = overheard(scene, side);
    if (heard) return heard;
  }
  return undefined;
};

/** What one wrote one may take back across a block too (MSG-7). All that the other gets of it is the placeholder in what they have. */
const unsending: Check = async (scene) => {
  for (const side of both) {
    const { output } = await ask(scene, side, 'messages.list', between({ limit: 100 })(scene, side));
    const { messages } = output as MethodOutput<'messages.list'>;
    const own = messages.find(({ senderId, unsentAt }) => senderId === scene[side].id && unsentAt === undefined);
    if (!own) continue;
    const { refusal } = await ask(scene, side, 'messages.unsend', between({ seq: own.seq })(scene, side));
    if (refusal) return `the ${side} cannot take a message back: ${refusal.code}`;
    const other = otherOf(scene, side);
    const news = scene.rehearsal.heard().filter(({ userId }) => userId === other.id);
    if (!news.every(({ frame }) => isPlaceholder(frame)))
      return `the other side hears more than that the ${side} unsent`;
  }
  return undefined;
};

const isPlaceholder = (frame: ServerFrame): boolean =>
  frame.type === 'update' &&
  frame.changes.every((change) => change.type === 'message.changed' && change.message.unsentAt !== undefined);

const unblocked: Check = async (scene) => {
  const { blocker, blocked } = scene;
  await ask(scene, 'blocker', 'blocks.unblock', { userId: blocked.id });
  const heard = overheard(scene, 'blocker');
  if (heard) return heard;
  const back = await ask(scene, 'blocked', 'blocks.unblock', { userId: blocker.id });
  if (back.refusal) return `lifting a block is answered ${back.refusal.code}`;
  for (const side of both) {
    const { output } = await ask(scene, side, 'admission.explain', ofOther(scene, side));
    const found = (output as { class?: string } | undefined)?.class;
    if (found !== 'stranger') return `after the block the other would be to the ${side}: ${found ?? 'nobody'}`;
  }
  return undefined;
};

const isListed: Check = async (scene) => {
  const { output } = await ask(scene, 'blocker', 'blocks.list', { limit: 100 });
  const { people, nextCursor } = output as { people: unknown; nextCursor?: string };
  // Whoever blocked back is nobody to the blocker either.
  return scene.isMutual || shows(people, scene.blocked) || nextCursor
    ? undefined
    : 'the blocker does not find it in the list of whom they blocked';
};

/** Presence is shared for the moment by both, so that only the block stands in the way. */
export const connecting: Check = async (scene) => {
  await scene.rehearsal.store.transaction(async (write) => {
    for (const side of both) await write.settings.update(scene[side].id, { presence: true });
  });
  for (const side of both) {
    await scene.rehearsal.connect(scene[side].id);
    const heard = overheard(scene, side);
    if (heard) return heard;
    const { output } = await ask(scene, side, 'presence.list', { userIds: [otherOf(scene, side).id] });
    if ((output as { presences: unknown[] }).presences.length > 0)
      return `the ${side} is told when the other was active`;
  }
  return undefined;
};

const followLists = (method: 'graph.listFollowers' | 'graph.listFollowing'): Check[] => [
  ...refused(method, ofOther, ['blocked']),
  ...absent(method, ({ third }) => ({ userId: third.id }), ['blocked']),
  ...absent(method, (scene, side) => ({ userId: scene[side].id })),
];

export const surfaces: Surfaces = {
  'accounts.signUp': nothing,
  'accounts.signIn': nothing,
  'accounts.recover': nothing,
  'accounts.signOut': nothing,
  'accounts.signOutEverywhere': nothing,
  'accounts.listSessions': nothing,
  'accounts.me': nothing,
  'accounts.limits': nothing,
  'accounts.updateProfile': nothing,
  'accounts.changePassword': nothing,
  'accounts.deactivate': nothing,
  'accounts.delete': nothing,
  'demo.list': nothing,
  'demo.signIn': nothing,
  'settings.get': nothing,
  'settings.update': nothing,
  'filterWords.list': nothing,
  'filterWords.add': nothing,
  'filterWords.remove': nothing,
  'people.search': absent('people.search', (scene, side) => ({ query: otherOf(scene, side).handle })),
  'people.profile': [
    ...refused('people.profile', ofOther, ['blocked']),
    ...refused('people.profile', (scene, side) => ({ handle: otherOf(scene, side).handle }), ['blocked']),
    check({ method: 'people.profile', side: 'blocker', input: ofOther }, profileOfBlocked),
  ],
  'admission.tryOut': absent('admission.tryOut', always({ messagesFrom: 'everyone', othersMayRequest: true })),
  'admission.listDoors': ['contact', 'consent', 'friend'].flatMap((kind) =>
    absent('admission.listDoors', always({ kind, limit: 100 })),
  ),
  'admission.explain': [
    ...refused('admission.explain', ofOther, ['blocked']),
    check({ method: 'admission.explain', side: 'blocker', input: ofOther }, (_, { output }) =>
      !output || (output as { outcome: string }).outcome === 'not_received'
        ? undefined
        : 'the blocker would receive messages',
    ),
  ],
  'contacts.add': refused('contacts.add', ofOther, both),
  'contacts.remove': silently('contacts.remove', ofOther),
  'requests.list': ['requests', 'filtered', 'declined'].flatMap((folder) =>
    absent('requests.list', always({ folder, limit: 100 })),
  ),
  'requests.accept': refused('requests.accept', between(), both),
  'requests.decline': silently('requests.decline', between()),
  'requests.undoDecline': silently('requests.undoDecline', between()),
  'graph.follow': refused('graph.follow', ofOther, both),
  'graph.unfollow': refused('graph.unfollow', ofOther, ['blocked']),
  'graph.removeFollower': refused('graph.removeFollower', ofOther, ['blocked']),
  'graph.acceptFollow': refused('graph.acceptFollow', ofOther, ['blocked']),
  'graph.declineFollow': refused('graph.declineFollow', ofOther, ['blocked']),
  'graph.listFollowers': followLists('graph.listFollowers'),
  'graph.listFollowing': followLists('graph.listFollowing'),
  'graph.listFollowRequests': absent('graph.listFollowRequests', always({ limit: 100 })),
  'blocks.block': silently('blocks.block', ofOther),
  'blocks.unblock': [unblocked],
  'blocks.list': [isListed, ...absent('blocks.list', always({ limit: 100 }), ['blocked'])],
  'inbox.list': nameless('inbox.list', always({ limit: 100 })),
  'inbox.archiveOlder': nothing,
  'inbox.digest': nothing,
  'inbox.changes': nameless('inbox.changes', always({ sinceRev: 0 }), ['blocked']),
  'conversations.get': both.map((side) =>
    check({ method: 'conversations.get', side, input: ofOther }, conversationShut),
  ),
  'conversations.markRead': silently('conversations.markRead', between({ seq: Number.MAX_SAFE_INTEGER })),
  'conversations.markDelivered': silently('conversations.markDelivered', between({ seq: Number.MAX_SAFE_INTEGER })),
  'conversations.clear': silently('conversations.clear', between()),
  'conversations.delete': silently('conversations.delete', between()),
  'conversations.arrange': silently('conversations.arrange', ({ blocker, blocked }) => ({
    conversationIds: [directConversationId(blocker.id, blocked.id)],
    mute: 'always',
  })),
  'conversations.saveDraft': silently('conversations.saveDraft', between({ text: 'I wanted to' })),
  'conversations.close': silently('conversations.close', between()),
  'conversations.startTyping': silently('conversations.startTyping', between()),
  'messages.send': [
    ...refused(
      'messages.send',
      (scene, side) => ({ recipientId: otherOf(scene, side).id, ...message }),
      both,
      ownBusiness,
    ),
    ...refused('messages.send', between(message), both, ownBusiness),
    giving,
    mentions,
  ],
  'messages.edit': refused('messages.edit', between({ seq: 1, content: { kind: 'text', text: 'audit' } }), both, [
    ...ownBusiness,
    'not_found',
    'edit_too_late',
    'message_unsent',
  ]),
  'messages.unsend': [unsending],
  'messages.list': silently('messages.list', between()),
  'messages.hide': silently('messages.hide', between({ seqs: [1] })),
  'stickers.list': nothing,
  'shares.listOrigins': nothing,
  'search.messages': nameless('search.messages', always({ query: 'a', limit: 100 }), ['blocked']),
  'search.conversations': absent('search.conversations', (scene, side) => ({ query: otherOf(scene, side).handle }), [
    'blocked',
  ]),
  'presence.list': [connecting],
  'reports.create': silently('reports.create', between({ category: 'other' })),
};

/** BLK-1 names them, and there is nothing of them to walk. */
export const notThereYet = [
  ...[
    'reactions',
    'pushes',
    'videos, also shared on',
    'groups',
    'invite links',
    'broadcasts',
    'teammates of a blocked business',
  ],
  ...['export of the conversation', 'link previews', 'activity'],
];
