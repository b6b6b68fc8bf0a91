// The endpoint matrix: what each method of the contract answers to each role. A method without a row does not compile.
import type { ConversationId, MethodId, RefusalCode, UserId } from '@parley/contract';
import { absentRoles, type PresentRole, presentRoles, type Role, roles } from '@parley/testkit/attacks';

export type Outcome = 'ok' | RefusalCode;

/** Who asks, about whom, in which conversation (the stranger's is somebody else's). */
export type Asking = { id: UserId; handle: string; targetId: UserId; conversationId: ConversationId };

/** The first row of a method has every role; further ones show refusals that differ from it by one fact. */
export type Row = { input(asking: Asking): object; outcomes: Partial<Record<Role, Outcome>> };

export const password = 'correct horse';
export const recoveryCode = 'ABCD-EFGH-JKLM-NPQR';
const newPassword = 'battery staple';
const message = { clientMessageId: 'mine', content: { kind: 'text', text: 'hello' } };
const heldBack = {
  clientMessageId: 'held',
  content: { kind: 'media', attachmentIds: [`1-${'0'.repeat(32)}`] },
};
const newcomer = { displayName: 'New', birthDate: '1990-01-01', password };

type Exceptions = Partial<Record<PresentRole, Outcome>>;

const byEach = <R extends Role>(who: readonly R[], outcome: Outcome) =>
  Object.fromEntries(who.map((role) => [role, outcome])) as Record<R, Outcome>;
/** One outcome for all who are signed in. */
export const present = (outcome: Outcome): Record<Role, Outcome> => ({
  ...byEach(presentRoles, outcome),
  ...byEach(absentRoles, 'unauthenticated'),
});
const anybody = (input: Row['input'], outcome: Outcome = 'ok'): Row => ({ input, outcomes: byEach(roles, outcome) });
const users = (input: Row['input'] = () => ({}), but: Exceptions = {}): Row => ({
  input,
  outcomes: { ...present('ok'), ...but },
});
const aboutTarget = (but: Exceptions = { blocked: 'not_found' }): Row =>
  users(({ targetId }) => ({ userId: targetId }), but);
const inConversation = (more: object = {}, but: Exceptions = {}): Row =>
  users(({ conversationId }) => ({ conversationId, ...more }), { stranger: 'not_found', ...but });
/** Of a request: only whom the target asked has one. */
const ofRequest = (outcome: Outcome = 'ok'): Row =>
  inConversation({}, { ...byEach(presentRoles, 'not_found'), asked: outcome });
const refused = (outcome: RefusalCode, input: Row['input']): Row => ({ input, outcomes: { member: outcome } });

export const rows: Record<MethodId, Row[]> = {
  'accounts.signUp': [
    anybody(() => ({ ...newcomer, handle: 'admin' }), 'handle_not_allowed'),
    { input: ({ handle }) => ({ ...newcomer, handle: `new.${handle}` }), outcomes: { anonymous: 'ok' } },
    refused('handle_taken', ({ handle }) => ({ ...newcomer, handle })),
    refused('under_age', () => ({ ...newcomer, handle: 'child', birthDate: '2020-01-01' })),
  ],
  'accounts.signIn': [
    anybody(({ handle }) => ({ handle, password })),
    refused('wrong_credentials', ({ handle }) => ({ handle, password: 'wrong' })),
  ],
  'accounts.recover': [
    anybody(({ handle }) => ({ handle, recoveryCode, newPassword })),
    refused('wrong_recovery_code', ({ handle }) => ({ handle, recoveryCode: 'ABCDEFGH', newPassword })),
  ],
  'accounts.signOut': [users()],
  'accounts.signOutEverywhere': [users()],
  'accounts.listSessions': [users()],
  'accounts.me': [users()],
  'accounts.limits': [users()],
  'accounts.updateProfile': [users(() => ({ displayName: 'Other', bio: 'words' }))],
  'accounts.changePassword': [
    users(() => ({ password, newPassword })),
    refused('wrong_password', () => ({ password: 'wrong', newPassword })),
  ],
  'accounts.deactivate': [users(() => ({ password })), refused('wrong_password', () => ({ password: 'wrong' }))],
  'accounts.delete': [users(() => ({ password })), refused('wrong_password', () => ({ password: 'wrong' }))],
  'demo.list': [anybody(() => ({}), 'demo_only')],
  'demo.signIn': [anybody(({ handle }) => ({ handle }), 'demo_only')],
  'settings.get': [users()],
  'settings.update': [
    users(() => ({ messagesFrom: 'friends', readReceipts: false }), { under16: 'too_young' }),
    users(() => ({ presence: true }), { under16: 'choice_not_offered' }),
    users(() => ({ othersMayRequest: true }), { under16: 'too_young' }),
  ],
  'people.search': [users(() => ({ query: 'target' }))],
  'people.profile': [aboutTarget(), users(() => ({ handle: 'target' }), { blocked: 'not_found' })],
  'admission.tryOut': [users(() => ({ messagesFrom: 'everyone', othersMayRequest: true }))],
  'admission.listDoors': [users(() => ({ kind: 'consent' }))],
  'admission.explain': [aboutTarget(), refused('not_found', ({ id }) => ({ userId: id }))],
  'contacts.add': [aboutTarget(), refused('not_found', ({ id }) => ({ userId: id }))],
  'contacts.remove': [aboutTarget()],
  'filterWords.list': [users()],
  'filterWords.add': [users(() => ({ word: 'offer' }))],
  'filterWords.remove': [users(() => ({ word: 'offer' }))],
  'requests.list': [users(), users(() => ({ folder: 'filtered' }))],
  'requests.accept': [ofRequest()],
  'requests.decline': [ofRequest()],
  // It waits still, so there is nothing to undo.
  'requests.undoDecline': [ofRequest('not_found')],
  'graph.follow': [aboutTarget(), refused('cannot_follow_self', ({ id }) => ({ userId: id }))],
  'graph.unfollow': [aboutTarget()],
  'graph.removeFollower': [aboutTarget()],
  'graph.acceptFollow': [aboutTarget()],
  'graph.declineFollow': [aboutTarget()],
  'graph.listFollowers': [aboutTarget()],
  'graph.listFollowing': [aboutTarget()],
  'graph.listFollowRequests': [users()],
  // Whoever was blocked may block back, and learns nothing by it.
  'blocks.block': [aboutTarget({}), refused('cannot_block_self', ({ id }) => ({ userId: id }))],
  'blocks.unblock': [aboutTarget({})],
  'blocks.list': [users()],
  'inbox.list': [users()],
  'inbox.archiveOlder': [users(() => ({ before: '2026-01-01T00:00:00.000Z' }))],
  'inbox.digest': [users(() => ({ rev: 0, unreadConversationCount: 0, rows: [] }))],
  'inbox.changes': [users(() => ({ sinceRev: 0 }))],
  // History stays with both sides of a block.
  'conversations.get': [inConversation(), aboutTarget({}), refused('recipient_is_self', ({ id }) => ({ userId: id }))],
  'conversations.markRead': [inConversation({ seq: 1 })],
  'conversations.markDelivered': [inConversation({ seq: 1 })],
  'conversations.clear': [inConversation()],
  'conversations.delete': [inConversation()],
  'conversations.arrange': [
    users(({ conversationId }) => ({ conversationIds: [conversationId], isPinned: true }), {
      stranger: 'not_found',
      under16: 'not_found',
      asked: 'not_found',
    }),
  ],
  'conversations.saveDraft': [
    inConversation({ text: 'I wanted to' }),
    users(({ targetId }) => ({ userId: targetId, text: '' })),
    refused('recipient_is_self', ({ id }) => ({ userId: id, text: '' })),
  ],
  'conversations.close': [inConversation()],
  'conversations.startTyping': [inConversation()],
  'messages.send': [
    // A restriction keeps from new people alone.
    inConversation(message, { blocked: 'not_available', under16: 'too_young' }),
    users(({ targetId }) => ({ recipientId: targetId, ...message }), {
      stranger: 'only_friends',
      blocked: 'not_available',
      under16: 'too_young',
    }),
    refused('recipient_is_self', ({ id }) => ({ recipientId: id, ...message })),
    // Of media: nobody's, and whom one may not write to says so as with a text.
    inConversation(heldBack, {
      ...byEach(presentRoles, 'invalid_input'),
      stranger: 'not_found',
    }),
  ],
  'messages.list': [inConversation()],
  // The one message there is the target's.
  'messages.edit': [inConversation({ seq: 1, content: message.content }, byEach(presentRoles, 'not_found'))],
  'messages.unsend': [inConversation({ seq: 1 }, byEach(presentRoles, 'not_found'))],
  'messages.hide': [inConversation({ seqs: [1] })],
  'stickers.list': [users()],
  'shares.listOrigins': [users()],
  'search.messages': [users(() => ({ query: 'hello' })), inConversation({ query: 'hello' })],
  'search.conversations': [users(() => ({ query: 'target' }))],
  // Whoever has written to the caller may be reported, also across a block.
  'reports.create': [inConversation({ category: 'spam' }, { under16: 'not_found' })],
  'presence.list': [users(({ targetId }) => ({ userIds: [targetId] }))],
};
