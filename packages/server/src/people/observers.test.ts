// What somebody may not know, they cannot find out by comparing answers. Timing is measured by the attacks' gates, not here.
import { directConversationId, type MethodId } from '@parley/contract';
import { newText, type Person, say, startWorld, type World } from '@parley/testkit';
import { exchange } from '@parley/testkit/attacks';
import { afterAll, beforeAll, expect, test } from 'vitest';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const text = (words: string) => ({ kind: 'text' as const, text: words });

/** Everything that can be asked about one person and their conversation with me, and about a third who knows them. */
const questions = (other: Person, third: Person, me: Person): [MethodId, object][] => {
  const conversationId = directConversationId(me.id, other.id);
  return [
    ['people.profile', { userId: other.id }],
    ['people.profile', { handle: other.handle }],
    ['people.search', { query: other.handle }],
    ['people.profile', { userId: third.id }],
    ['people.profile', { userId: me.id }],
    ['accounts.me', {}],
    ...(['graph.listFollowers', 'graph.listFollowing'] as const).flatMap((method): [MethodId, object][] => [
      [method, { userId: other.id }],
      [method, { userId: me.id }],
      [method, { userId: third.id, limit: 1 }],
    ]),
    ['graph.listFollowRequests', { limit: 1 }],
    ['graph.follow', { userId: other.id }],
    ['graph.unfollow', { userId: other.id }],
    ['graph.removeFollower', { userId: other.id }],
    ['graph.acceptFollow', { userId: other.id }],
    ['inbox.list', {}],
    ['inbox.changes', { sinceRev: 0 }],
    ['conversations.get', { conversationId }],
    ['messages.list', { conversationId }],
    ['presence.list', { userIds: [other.id, third.id] }],
    ['conversations.startTyping', { conversationId }],
    ['conversations.markDelivered', { conversationId, seq: 9 }],
    ['conversations.markRead', { conversationId, seq: 9 }],
    ['messages.send', { recipientId: other.id, clientMessageId: 'a', content: text('x') }],
    ['messages.send', { conversationId, clientMessageId: 'b', content: text('x') }],
    ['messages.send', { recipientId: third.id, clientMessageId: 'c', content: text(`@${other.handle}`) }],
    ['messages.list', { conversationId: directConversationId(me.id, third.id) }],
    ['blocks.block', { userId: other.id }],
    ['blocks.list', {}],
    ['blocks.unblock', { userId: other.id }],
    ['blocks.list', {}],
  ];
};

/** An answer with its cursors opened, so that nobody hides in them either. */
async function ask(me: Person, method: MethodId, body: object): Promise<string> {
  const { status, headers, text: answer } = await exchange(world.server.port, method, { token: me.token, body });
  const { 'content-length': _, ...others } = headers;
  const open = (cursor: string): string => JSON.stringify(Buffer.from(cursor, 'base64url').toString());
  const legible = answer.replace(/(?<="nextCursor":)"([^"]+)"/g, (__, cursor: string) => open(cursor));
  return `${method} ${JSON.stringify(body)} ${status} ${JSON.stringify(others)} ${legible}`;
}

/** Texts of two stories that differ in nothing but who is who and when it was come out the same. */
function evenOut(text: string, names: readonly [id: string, name: string][], startMs: number): string {
  const named = names.reduce((all, [id, name]) => all.replaceAll(id, name), text);
  const timed = named.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (instant) => `t+${Date.parse(instant) - startMs}`);
  return timed.replaceAll(/\b1\d{12}\b/g, (ms) => `t+${Number(ms) - startMs}`);
}

/** One story with a given end, and everything that I can see of it afterwards. */
async function tell(name: string, end: (other: Person, me: Person) => Promise<unknown>): Promise<string[]> {
  const startMs = world.clock.now();
  const people: Person[] = [];
  for (const who of ['me', 'other', 'third', 'last']) people.push(await world.person(`${who}.${name}`));
  const [me, other, third, last] = people as [Person, Person, Person, Person];
  // In steps, so that no order of lists hangs on ids.
  for (const [a, b] of [
    [me, other],
    [me, third],
    [other, third],
    [last, third],
  ] as const) {
    world.clock.advance(1_000);
    await world.befriend(a, b);
  }
  for (const person of [me, other]) await person.call('settings.update', { presence: true });
  await me.call('messages.send', { recipientId: other.id, clientMessageId: 'one', content: text('one') });
  await other.call('messages.send', { recipientId: me.id, clientMessageId: 'two', content: text('two') });
  const socket = await me.socket();
  await end(other, me);
  const seen: string[] = [];
  for (const [method, body] of questions(other, third, me)) seen.push(await ask(me, method, body));
  await socket.call('accounts.listSessions', {});
  seen.push(JSON.stringify(socket.pending()));
  socket.close();
  const pairs = [other, third].map(({ id, handle }) => [directConversationId(me.id, id), `me and ${handle}`] as const);
  const names = [...pairs, ...people.map(({ id, handle }) => [id, `id of ${handle}`] as const)];
  return seen.map((text) =>
    evenOut(
      text,
      names.map(([id, its]) => [id, its]),
      startMs,
    ).replaceAll(`.${name}`, ''),
  );
}

test('OBS-1a I cannot tell whether somebody blocked me or deactivated their account', async () => {
  const blocked = await tell('aa', (other, me) => other.call('blocks.block', { userId: me.id }));
  const gone = await tell('bb', ({ id }) =>
    world.server.store.transaction((write) => write.accounts.setState(id, 'deactivated', null)),
  );
  const there = await tell('cc', async () => {});
  expect(gone).toEqual(blocked);
  expect(there.filter((text, index) => text !== blocked[index]).length).toBeGreaterThan(15);
});

test('OBS-1b somebody of 16 or 17 on Friends answers a stranger like an adult on Friends', async () => {
  const me = await world.person('stranger');
  const startMs = world.clock.now();
  const seen: string[][] = [];
  for (const [handle, bornOn] of [
    ['agem', '2009-01-01'],
    ['agea', '1995-05-05'],
  ] as const) {
    const other = await world.person(handle, { bornOn });
    const texts: string[] = [];
    for (const [method, body] of questions(other, me, me)) texts.push(await ask(me, method, body));
    const names: [string, string][] = [
      [directConversationId(me.id, other.id), 'us'],
      [other.id, 'their id'],
      [handle, 'them'],
    ];
    seen.push(texts.map((text) => evenOut(text, names, startMs)));
  }
  expect(seen[0]).toEqual(seen[1]);
  expect(seen.flat().join()).toContain('only_friends');
});

test('OBS-1c what is somebody else’s answers like what does not exist', async () => {
  const [me, ana, bo] = await Promise.all([
    world.person('outsider'),
    world.person('insider1'),
    world.person('insider2'),
  ]);
  await world.befriend(ana, bo);
  const { conversationId } = await say(ana, bo, 'between us');
  const nothing = '00000000-0000-0001-0000-000000000002';
  const methods = [
    'conversations.get',
    'conversations.clear',
    'conversations.delete',
    'conversations.startTyping',
    'messages.list',
  ] as const;
  const marks = ['conversations.markRead', 'conversations.markDelivered'] as const;
  const asked: [MethodId, object][] = [
    ...methods.map((method): [MethodId, object] => [method, {}]),
    ...marks.map((method): [MethodId, object] => [method, { seq: 1 }]),
    ['messages.hide', { seqs: [1] }],
    ['messages.send', newText('x')],
  ];
  for (const [method, body] of asked) {
    const [theirs, none] = [
      await ask(me, method, { ...body, conversationId }),
      await ask(me, method, { ...body, conversationId: nothing }),
    ];
    expect(theirs.replaceAll(conversationId, nothing)).toBe(none);
    expect(theirs).toContain('"not_found"');
  }
});
