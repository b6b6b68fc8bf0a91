// For every method that changes something: what both people hear of it, applied to what they knew, is what they then read.
import { type Conversation, directConversationId, limits, type MethodId, methods, type Notice } from '@parley/contract';
import { newText, say, startWorld, type World } from '@parley/testkit';
import { type Heard, ofOthers, ofTheInbox, type Watcher, watch } from '@parley/testkit/state-law';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword, hashRecoveryCode } from '../secrets.ts';
import { amendUseCases, heldUseCases } from './amend-use-cases.fixture.ts';
import { arrangeUseCases } from './arrange-use-cases.fixture.ts';
import { type Name, requestUseCases, type Scene, type UseCase } from './request-use-cases.fixture.ts';

const password = 'correct horse';
const recoveryCode = 'ABCD-EFGH-JKLM-NPQR';
let world: World;
let secrets: { passwordHash: string; recoveryCodeHashes: string[] };

beforeAll(async () => {
  world = await startWorld({ hasDemo: true });
  secrets = { passwordHash: await hashPassword(password), recoveryCodeHashes: [hashRecoveryCode(recoveryCode)] };
});
afterAll(() => world.close());

const signIn = { password, session: 'token' } as const;

const useCases: UseCase[] = [
  { method: 'messages.send', run: ({ ana, bo }) => say(ana, bo, 'hello') },
  {
    method: 'messages.send',
    when: 'it is answered',
    run: async ({ ana, bo }) => {
      await say(ana, bo, 'question');
      await say(bo, ana, 'answer');
    },
  },
  {
    method: 'messages.send',
    when: 'it is the first to somebody',
    before: async ({ ana, bo }) => {
      await ana.call('settings.update', { messagesFrom: 'everyone' });
      await bo.call('graph.unfollow', { userId: ana.id });
    },
    run: async ({ ana }) => {
      const newcomer = await world.person(`new${ana.handle}`);
      await say(newcomer, ana, 'we have not met');
    },
  },
  {
    method: 'messages.send',
    when: 'many come at once',
    run: ({ ana, bo }) =>
      Promise.all(Array.from({ length: 30 }, (_, i) => say(i % 2 ? ana : bo, i % 2 ? bo : ana, `${i}`))),
  },
  {
    method: 'messages.send',
    when: 'it comes twice',
    run: async ({ ana, bo }) => {
      const message = { recipientId: bo.id, ...newText('once') };
      await Promise.all([ana.call('messages.send', message), ana.call('messages.send', message)]);
      await ana.call('messages.send', message);
    },
  },
  {
    method: 'messages.send',
    when: 'it is refused',
    before: ({ bo }) => bo.call('settings.update', { messagesFrom: 'no_one' }),
    run: ({ ana, bo }) => ana.refused('messages.send', { recipientId: bo.id, ...newText('no') }),
    unaware: 'bo',
  },
  {
    method: 'messages.send',
    when: 'the conversation was deleted',
    before: ({ ana, conversationId }) => ana.call('conversations.delete', { conversationId }),
    run: ({ ana, bo }) => say(bo, ana, 'back again'),
  },
  {
    method: 'messages.send',
    when: 'a hundred are unread',
    run: ({ ana, bo }) => Promise.all(Array.from({ length: 101 }, () => say(bo, ana, 'more'))),
  },
  {
    method: 'messages.hide',
    when: 'it is the newest',
    run: ({ ana, conversationId }) => ana.call('messages.hide', { conversationId, seqs: [6, 1, 1, 99] }),
    unaware: 'bo',
  },
  {
    method: 'messages.hide',
    when: 'all that is unread goes',
    run: ({ ana, conversationId }) => ana.call('messages.hide', { conversationId, seqs: [3, 4, 5, 6] }),
    unaware: 'bo',
  },
  {
    method: 'messages.hide',
    when: 'all goes, one by one',
    run: async ({ ana, conversationId }) => {
      for (const seq of [6, 1, 5, 3, 2, 4, 4]) await ana.call('messages.hide', { conversationId, seqs: [seq] });
    },
    unaware: 'bo',
  },
  {
    method: 'conversations.markRead',
    run: ({ ana, conversationId }) => ana.call('conversations.markRead', { conversationId, seq: 5 }),
  },
  {
    method: 'conversations.markRead',
    when: 'the mark would go down, or beyond the end',
    run: async ({ ana, conversationId }) => {
      for (const seq of [1, 4, 4, 3, 99, 99]) await ana.call('conversations.markRead', { conversationId, seq });
    },
  },
  {
    method: 'conversations.markRead',
    when: 'receipts are off',
    before: ({ bo }) => bo.call('settings.update', { readReceipts: false }),
    run: ({ ana, conversationId }) => ana.call('conversations.markRead', { conversationId, seq: 6 }),
    unaware: 'bo',
  },
  {
    method: 'conversations.markDelivered',
    run: ({ ana, conversationId }) => ana.call('conversations.markDelivered', { conversationId, seq: 6 }),
    unaware: 'ana',
  },
  {
    method: 'conversations.clear',
    run: ({ ana, conversationId }) => ana.call('conversations.clear', { conversationId }),
    unaware: 'bo',
  },
  {
    method: 'conversations.clear',
    when: 'it was deleted before',
    before: ({ ana, conversationId }) => ana.call('conversations.delete', { conversationId }),
    run: ({ ana, conversationId }) => ana.call('conversations.clear', { conversationId }),
    unaware: 'bo',
  },
  {
    method: 'conversations.delete',
    run: ({ ana, conversationId }) => ana.call('conversations.delete', { conversationId }),
    unaware: 'bo',
  },
  {
    method: 'conversations.startTyping',
    run: ({ ana, conversationId }) => ana.call('conversations.startTyping', { conversationId }),
    unaware: 'ana',
  },
  { method: 'graph.unfollow', run: ({ ana, bo }) => ana.call('graph.unfollow', { userId: bo.id }) },
  {
    method: 'graph.follow',
    before: ({ ana, bo }) => ana.call('graph.unfollow', { userId: bo.id }),
    run: ({ ana, bo }) => ana.call('graph.follow', { userId: bo.id }),
  },
  { method: 'graph.follow', when: 'the profile is private', before: askToFollow, run: askAgain },
  {
    method: 'graph.acceptFollow',
    before: askToFollow,
    run: ({ ana, bo }) => bo.call('graph.acceptFollow', { userId: ana.id }),
  },
  {
    method: 'graph.declineFollow',
    before: askToFollow,
    run: ({ ana, bo }) => bo.call('graph.declineFollow', { userId: ana.id }),
    unaware: 'ana',
  },
  {
    method: 'graph.removeFollower',
    run: ({ ana, bo }) => ana.call('graph.removeFollower', { userId: bo.id }),
    unaware: 'bo',
  },
  { method: 'blocks.block', run: ({ ana, bo }) => ana.call('blocks.block', { userId: bo.id }), unaware: 'bo' },
  {
    method: 'blocks.unblock',
    before: ({ ana, bo }) => ana.call('blocks.block', { userId: bo.id }),
    run: ({ ana, bo }) => ana.call('blocks.unblock', { userId: bo.id }),
    unaware: 'bo',
  },
  ...amendUseCases,
  ...heldUseCases(() => world),
  ...requestUseCases,
  ...arrangeUseCases(() => world),
  ...(['everyone', 'no_one'] as const).map(
    (messagesFrom): UseCase => ({
      method: 'settings.update',
      when: `messages are from ${messagesFrom}`,
      run: ({ ana }) => ana.call('settings.update', { messagesFrom }),
      unaware: 'bo',
    }),
  ),
  {
    method: 'settings.update',
    when: 'it is everything else',
    run: ({ ana }) => ana.call('settings.update', { readReceipts: false, presence: true, isPrivate: true }),
    unaware: 'bo',
  },
  {
    method: 'accounts.updateProfile',
    run: ({ ana }) => ana.call('accounts.updateProfile', { displayName: 'Ana the Second', bio: 'new' }),
    unaware: 'bo',
  },
  {
    method: 'accounts.changePassword',
    run: ({ ana }) => ana.call('accounts.changePassword', { password, newPassword: 'battery staple' }),
    unaware: 'bo',
  },
  {
    method: 'accounts.signIn',
    run: ({ ana }) => door('accounts.signIn', { handle: ana.handle, ...signIn }),
    unaware: 'bo',
  },
  {
    method: 'accounts.signIn',
    when: 'the account was away',
    before: ({ bo }) => bo.call('accounts.deactivate', { password }),
    run: ({ bo }) => door('accounts.signIn', { handle: bo.handle, ...signIn }),
    unaware: 'ana',
    leaves: 'bo',
  },
  {
    method: 'accounts.recover',
    run: ({ ana }) =>
      door('accounts.recover', { handle: ana.handle, recoveryCode, newPassword: 'battery staple', session: 'token' }),
    unaware: 'bo',
    leaves: 'ana',
  },
  {
    method: 'accounts.signUp',
    run: ({ ana }) =>
      door('accounts.signUp', { handle: `up${ana.handle}`, displayName: 'Up', birthDate: '1995-05-05', ...signIn }),
    unaware: 'bo',
  },
  {
    method: 'demo.signIn',
    run: ({ ana }) => door('demo.signIn', { handle: ana.handle, session: 'token' }),
    unaware: 'bo',
  },
  ...(['accounts.signOut', 'accounts.signOutEverywhere'] as const).map(
    (method): UseCase => ({
      method,
      run: ({ ana }) => ana.call(method, {}),
      unaware: 'bo',
      leaves: 'ana',
    }),
  ),
  ...(['accounts.deactivate', 'accounts.delete'] as const).map(
    (method): UseCase => ({
      method,
      run: ({ ana }) => ana.call(method, { password }),
      unaware: 'bo',
      leaves: 'ana',
    }),
  ),
];

async function askToFollow({ ana, bo }: Scene): Promise<void> {
  await ana.call('graph.unfollow', { userId: bo.id });
  await bo.call('settings.update', { isPrivate: true });
  await ana.call('graph.follow', { userId: bo.id });
}

async function askAgain({ ana, bo }: Scene): Promise<void> {
  await ana.call('graph.unfollow', { userId: bo.id });
  await ana.call('graph.follow', { userId: bo.id });
}

async function door(method: MethodId, body: unknown): Promise<void> {
  const { refusal } = await world.request(method, { body });
  if (refusal) throw new Error(`refused at ${method}: ${refusal.code}`);
}

let sceneCount = 0;

async function setScene(): Promise<Scene> {
  sceneCount += 1;
  const [ana, bo] = await Promise.all([
    world.person(`ana${sceneCount}`, { ...secrets, isDemo: true }),
    world.person(`bo${sceneCount}`, secrets),
  ]);
  await world.befriend(ana, bo);
  for (const [index, words] of ['one', 'two', 'three', 'four', 'five', 'six'].entries()) {
    await (index % 3 === 1 ? say(ana, bo, words) : say(bo, ana, words));
  }
  const conversationId = directConversationId(ana.id, bo.id);
  await ana.call('conversations.markRead', { conversationId, seq: 2 });
  return { ana, bo, conversationId };
}

function judge(heard: Heard, isUnaware: boolean): void {
  const { before, fresh, applied, updates, notices } = heard;
  const revs = updates.map((update) => update.rev).sort((a, b) => a - b);
  expect(revs).toEqual(Array.from({ length: fresh.rev - before.rev }, (_, i) => before.rev + 1 + i));
  expect(ofTheInbox(applied)).toEqual(ofTheInbox(fresh));
  if (isUnaware) return expect([updates, notices]).toEqual([[], []]);
  for (const row of fresh.conversations.values()) {
    const known = before.conversations.get(row.id);
    const { relationsBefore, relationsFresh } = heard;
    const isOther = known && !isSame(ofOthers(known), ofOthers(row));
    const standsOtherwise = known && !isSame(relationsBefore.get(row.peer.id), relationsFresh.get(row.peer.id));
    const isTold = notices.some((notice) => tellsOf(notice, row)) || updates.some((update) => isAbout(update, row));
    if (isOther || standsOtherwise) expect(isTold).toBe(true);
  }
  if (!isSame(before.requestCounts, fresh.requestCounts))
    expect(notices.some(({ type }) => type === 'requests.changed')).toBe(true);
  if (!isSame(heard.accountBefore, heard.accountFresh))
    expect(notices.some(({ type }) => type !== 'typing.started')).toBe(true);
}

/** INB-1f: what they read is what the log says, by a statement of its own. */
async function expectSame({ person }: Watcher, { fresh }: Heard): Promise<void> {
  const { rev, unreadConversationCount, conversations } = fresh;
  const rows = [...conversations.values()].map(({ id: conversationId, lastSeq, readSeq, unreadCount }) => ({
    ...{ conversationId, lastSeq, readSeq, unreadCount },
  }));
  expect(rows.length).toBeLessThan(limits.digestRowsMax);
  expect(await person.call('inbox.digest', { rev, unreadConversationCount, rows })).toMatchObject({ outcome: 'same' });
}

/** Whoever hears of these asks for the row. */
const isAbout = ({ changes }: Heard['updates'][number], { id }: Conversation): boolean =>
  changes.some((change) =>
    change.type === 'message.created' ? change.message.conversationId === id : change.type === 'conversation.moved',
  );
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const tellsOf = (notice: Notice, { peer }: Conversation): boolean =>
  notice.type === 'account.changed' || (notice.type === 'relation.changed' && notice.userId === peer.id);

test.each(
  useCases.map((useCase) => [`${useCase.method}${useCase.when ? ` when ${useCase.when}` : ''}`, useCase] as const),
)(
  'INB-1d after %s, what both knew and what they heard is what they read',
  async (_, { before, run, unaware, leaves }) => {
    const scene = await setScene();
    await before?.(scene);
    const names = (['ana', 'bo'] as const).filter((name) => name !== leaves);
    const watchers: [Name, Watcher][] = [];
    for (const name of names) watchers.push([name, await watch(scene[name])]);
    await run(scene);
    for (const [name, watcher] of watchers) {
      const heard = await watcher.heard();
      judge(heard, name === unaware);
      await expectSame(watcher, heard);
      watcher.socket.close();
    }
  },
);

test('INB-1d every method is in that table, or changes nothing', () => {
  const reading =
    /^(accounts\.(me|limits|listSessions)|admission\.\w+|filterWords\.list|requests\.list|demo\.list|settings\.get|(people|search|stickers|shares)\.\w+|(graph|blocks|inbox|messages|presence)\.list\w*|inbox\.(changes|digest)|conversations\.get)$/;
  const untried = methods.map(({ id }) => id).filter((id) => !useCases.some(({ method }) => method === id));
  expect(untried.filter((id) => !reading.test(id))).toEqual([]);
});
