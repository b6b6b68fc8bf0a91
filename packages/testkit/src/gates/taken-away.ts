// S03: what is taken from somebody on one node is gone on every other, for the sockets, pages and addresses that they have open there.
import { setTimeout as delay } from 'node:timers/promises';
import { type Attachment, closeCodes, directConversationId, limits, type MethodId } from '@parley/contract';
import { hashPassword } from '@parley/server';
import { newText, openRawSocket, type Person, type RawSocket, say, type World } from '../world/index.ts';
import { callOn, type Told } from './nodes.ts';
import { within } from './within.ts';

export type TakingOptions = { world: World; ports: readonly number[]; rounds: number };
/** `slowestMs`: until the other node had told those who are to be told, or had closed the socket. */
export type Takings = { tries: number; asked: number; slowestMs: number; problems: string[] };

/** Two friends with a history. The one from whom something is taken has a socket on the other node. */
type Pair = { taker: Person; loser: Person; near: number; far: number; socket: RawSocket; world: World };
/** What was still there, in words, how often it was asked for, and how long the other node took to tell. */
type Taken = { still: string[]; asked: number; ms?: number };

let count = 0;
/** Who is not told by then never is. */
const lateMs = 5_000;
const password = 'correct horse';

const takings: Record<string, (pair: Pair) => Promise<Taken>> = { block, unsend, empty, goAway, restrict, signOut };

export async function takeAway({ world, ports, rounds }: TakingOptions): Promise<Takings> {
  const found: Takings = { tries: 0, asked: 0, slowestMs: 0, problems: [] };
  const passwordHash = await hashPassword(password);
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, take] of Object.entries(takings)) {
      const [near = 0, far = near] = [ports[round % ports.length], ports[(round + 1) % ports.length]];
      const pair = { ...(await makePair(world, { far, passwordHash })), world, near, far };
      const { still, asked, ms = 0 } = await take(pair);
      pair.socket.close();
      found.tries += 1;
      found.asked += asked;
      found.slowestMs = Math.max(found.slowestMs, ms);
      found.problems.push(...still.map((what) => `${name}: ${what}`));
    }
  }
  return found;
}

async function makePair(world: World, { far, passwordHash }: { far: number; passwordHash: string }) {
  count += 1;
  const mark = count.toString(8);
  const taker = await world.person(`t${mark}.taker`, { passwordHash });
  const loser = await world.person(`l${mark}.loser`, { passwordHash });
  await world.befriend(taker, loser);
  for (const one of [taker, loser]) await one.call('settings.update', { presence: true });
  await say(taker, loser, 'hello');
  await say(loser, taker, 'hello');
  return { taker, loser, socket: await openRawSocket(`http://localhost:${far}`, loser.token) };
}

const between = ({ taker, loser }: Pair) => ({ conversationId: directConversationId(taker.id, loser.id) });

/** By the open socket of the other node, and by a request to it. */
const askFar = async ({ far, loser, socket }: Pair, method: MethodId, input: object): Promise<Told[]> => [
  await socket.call(method, input),
  await callOn(far, loser, method, input),
];

type Expected = { refused?: [MethodId, object][]; without?: [MethodId, object, string][] };

/** What must be refused, and answers in which something must not be. */
async function find(pair: Pair, { refused = [], without = [] }: Expected): Promise<Taken> {
  const still: string[] = [];
  for (const [method, input] of refused) {
    for (const { refusal } of await askFar(pair, method, input)) if (!refusal) still.push(`${method} was answered`);
  }
  for (const [method, input, what] of without) {
    for (const told of await askFar(pair, method, input))
      if (JSON.stringify(told).includes(what)) still.push(`${method} shows it`);
  }
  return { still, asked: 2 * (refused.length + without.length) };
}

/** Of one who is not there any more, from the answer on. */
const isAbsent = ({ taker }: Pair): Expected => ({
  refused: [
    ['messages.send', { recipientId: taker.id, ...newText('after') }],
    ['people.profile', { userId: taker.id }],
    ['graph.follow', { userId: taker.id }],
  ],
  without: [
    ['presence.list', { userIds: [taker.id] }, taker.id],
    ['people.search', { query: taker.handle }, taker.handle],
    ['graph.listFollowing', {}, taker.handle],
    ['inbox.list', {}, taker.handle],
  ],
});

/** BLK-1: whoever is blocked writes, finds and hears nothing from the answer on. */
async function block(pair: Pair): Promise<Taken> {
  const { taker, loser, near, socket } = pair;
  await fence(pair);
  const heardBefore = socket.pending().length;
  await callOn(near, taker, 'blocks.block', { userId: loser.id });
  const found = await find(pair, isAbsent(pair));
  const acts: [MethodId, object][] = [
    ['conversations.startTyping', between(pair)],
    ['conversations.markRead', { ...between(pair), seq: 2 }],
    ['settings.update', { presence: false }],
    ['settings.update', { presence: true }],
    ['accounts.updateProfile', { displayName: 'another name' }],
  ];
  for (const [method, input] of acts) await callOn(near, taker, method, input);
  const ms = await fence(pair);
  const news = socket.pending().slice(heardBefore);
  const about = news.map((frame) => JSON.stringify(frame)).filter((text) => isAbout(pair, text));
  return { still: [...found.still, ...about.map((text) => `heard ${text}`)], asked: found.asked + acts.length, ms };
}

const isAbout = (pair: Pair, text: string): boolean =>
  text.includes(`"${pair.taker.id}"`) || text.includes(between(pair).conversationId);

/** Of what one node tells one person the order stays: once this has come, all that was told before has. */
async function fence({ loser, near, socket }: Pair): Promise<number> {
  const heard = hearing(socket, (frame) => frame.includes('"account.changed"'));
  count += 1;
  await callOn(near, loser, 'accounts.updateProfile', { bio: `fence ${count}` });
  return heard(performance.now());
}

const lookEveryMs = 5;

/** From a moment on, how long until the socket is told something that fits. It takes nothing from what was told. */
function hearing(socket: RawSocket, fits: (frame: string) => boolean): (fromMs: number) => Promise<number> {
  const { length } = socket.pending();
  const isThere = (): boolean =>
    socket
      .pending()
      .slice(length)
      .some((frame) => fits(JSON.stringify(frame)));
  return async (fromMs) => {
    while (!isThere() && performance.now() < fromMs + lateMs) await delay(lookEveryMs);
    return performance.now() - fromMs;
  };
}

/** MED-12: the bytes at once, also where their address is known. */
async function unsend(pair: Pair): Promise<Taken> {
  const { taker, loser, near } = pair;
  const { id, read } = await uploadTo(pair);
  const content = { kind: 'file' as const, attachmentIds: [id] };
  const { seq } = await taker.call('messages.send', { recipientId: loser.id, clientMessageId: 'file', content });
  const before = await read();
  const heard = hearing(pair.socket, (frame) => frame.includes('"unsentAt"'));
  await callOn(near, taker, 'messages.unsend', { ...between(pair), seq });
  const fromMs = performance.now();
  const after = await read();
  const { still, asked } = await find(pair, { without: [['messages.list', between(pair), id]] });
  if (before !== 200) still.push(`the file could not be read before (${before})`);
  if (after === 200) still.push('the file can be read');
  return { still, asked: asked + 1, ms: await heard(fromMs) };
}

/** A file that was sent to nobody yet; `read` asks the other node for it as whom it is going to be sent to. */
async function uploadTo({ taker, loser, near, far }: Pair): Promise<{ id: Attachment['id']; read(): Promise<number> }> {
  const headers = { authorization: `Bearer ${taker.token}`, 'content-type': 'application/octet-stream' };
  const answer = await fetch(`http://localhost:${near}/v1/media?kind=file&name=a`, {
    ...{ method: 'POST', headers, body: 'bytes' },
  });
  const { attachment } = (await answer.json()) as { attachment: Attachment };
  const read = async (): Promise<number> => {
    const response = await fetch(`http://localhost:${far}/v1/media/${attachment.id}/original`, {
      headers: { authorization: `Bearer ${loser.token}` },
    });
    await response.arrayBuffer();
    return response.status;
  };
  return { id: attachment.id, read };
}

/** MSG-8: a conversation that one deletes on one device is empty on another. */
async function empty(pair: Pair): Promise<Taken> {
  const { loser, near, socket } = pair;
  const heard = hearing(socket, (frame) => frame.includes('"conversation.cleared"'));
  await callOn(near, loser, 'conversations.delete', between(pair));
  const fromMs = performance.now();
  const found = await find(pair, {
    without: [
      ['inbox.list', {}, between(pair).conversationId],
      ['messages.list', between(pair), 'hello'],
      ['search.messages', { query: 'hello' }, between(pair).conversationId],
    ],
  });
  return { ...found, ms: await heard(fromMs) };
}

/** OBS-1: whoever deactivates is as absent as who blocks. */
async function goAway(pair: Pair): Promise<Taken> {
  await callOn(pair.near, pair.taker, 'accounts.deactivate', { password });
  return find(pair, isAbsent(pair));
}

/** A restriction that is set on one node refuses new people on all. */
async function restrict(pair: Pair): Promise<Taken> {
  const { loser, world } = pair;
  const stranger = await world.somebody('stranger.of', { messagesFrom: 'everyone' });
  const until = world.clock.now() + limits.restrictionMs;
  await world.server.store.transaction((write) => write.admission.restrict(loser.id, until));
  return find(pair, { refused: [['messages.send', { recipientId: stranger.id, ...newText('new') }]] });
}

/** The token, the page that is open and the address that is known, at once; the socket a moment later (S18). */
async function signOut(pair: Pair): Promise<Taken> {
  const { taker, loser, near, far, socket } = pair;
  const { id, read } = await uploadTo(pair);
  const content = { kind: 'file' as const, attachmentIds: [id] };
  await taker.call('messages.send', { recipientId: loser.id, clientMessageId: 'file', content });
  const before = await read();
  const closed = socket.closed.then((code) => ({ code, atMs: performance.now() }));
  await callOn(near, loser, 'accounts.signOut', {});
  const fromMs = performance.now();
  const still: string[] = [];
  if (before !== 200) still.push(`the file could not be read before (${before})`);
  if ((await read()) !== 401) still.push('the file can be read');
  const page = await callOn(far, loser, 'messages.list', { ...between(pair), beforeSeq: 2 });
  if (page.refusal?.code !== 'unauthenticated') still.push('a page can be read');
  const over = await within(lateMs, closed);
  if (over?.code !== closeCodes.signedOut) still.push(`the socket was closed with ${over?.code ?? 'nothing'}`);
  return { still, asked: 3, ms: (over?.atMs ?? fromMs + lateMs) - fromMs };
}
