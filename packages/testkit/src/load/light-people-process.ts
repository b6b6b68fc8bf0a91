// Very many people with light clients: they connect, are there, write to their friends, and go and come back all at once.
import type { MethodId } from '@parley/contract';
import { friendOf, personId } from './crowd.ts';
import { type Heard, LightClient } from './light-client.ts';
import { LightSocket } from './light-socket.ts';
import { conversationOf } from './noting-device.ts';
import { answerQuestions } from './processes.ts';

/** Those of a crowd from `firstPlace` on, as many as there are tokens. `devicesEach`: sockets of one person. Default: 1. */
export type LightJoin = {
  url: string;
  tokens: string[];
  firstPlace: number;
  crowd: { people: number; friendsEach: number };
  devicesEach?: number;
  /** How often the first of them come and go before all stay, so that the first of everything has been. */
  visits?: number;
};
/** Sockets that say nothing, at a server without people. `visits` as of a join. */
export type BareJoin = { url: string; count: number; visits?: number };
/** Writes to friends who are here too, so many a second. */
export type LightWrite = { perSecond: number; forMs: number };
/** What was written while `isOver` was not said, and how long it took from write to read, each with the moment of its writing. */
export type LightWritten = { writtenAtMs: Float64Array; tookMs: Float64Array; lost: number };
/** All break at once; each comes back somewhere within `jitterMs` and catches up with what came after `sinceRev`. */
export type Storm = { jitterMs: number; sinceRev: number };
/** By client, from the break: `backMs` when it had caught up, `welcomeMs` when it was let in. `tries`: sockets that were opened. */
export type Stormed = {
  beganAtMs: number;
  backMs: Float64Array;
  welcomeMs: Float64Array;
  tries: number;
  calls: number;
};
/** Each of so many keeps one thing under way: a message, or word that they type. */
export type Crowding = { what: 'messages' | 'typing'; writers: number; forMs: number };
export type Crowded = { deliveries: number; asked: number };

/** The same at a server without people: each keeps one thing under way, which goes to all sockets of whoever it is for. */
export type BareCrowding = { url: string; people: number; devicesEach: number; forMs: number };
/** Over sockets of their own, so many ask for page after page. */
export type AskPages = {
  url: string;
  token: string;
  method: MethodId;
  inputs: object[];
  atOnce: number;
  forMs: number;
};

type Question =
  | { join: LightJoin }
  | { bareJoin: BareJoin }
  | { write: LightWrite }
  | { storm: Storm }
  | { crowding: Crowding }
  | { bareCrowding: BareCrowding }
  | { pages: AskPages };

const text = 'how are you '.repeat(9).slice(0, 100);
const mark = /#(\d{9})#/g;
/** Whoever connects at leisure. */
const atOnce = 50;

let clients: LightClient[] = [];
let place: LightJoin | undefined;
const bare: LightSocket[] = [];

answerQuestions(async (question: Question) => {
  if ('join' in question) return join(question.join);
  if ('bareJoin' in question) return joinBare(question.bareJoin);
  if ('write' in question) return write(question.write);
  if ('storm' in question) return storm(question.storm);
  if ('bareCrowding' in question) return bareCrowding(question.bareCrowding);
  if ('pages' in question) return askPages(question.pages);
  return crowding(question.crowding);
});

const socketOf = (url: string): string => `${url.replace(/^http/, 'ws')}/v1/socket`;

async function join(asked: LightJoin): Promise<void> {
  place = asked;
  const { url, tokens, devicesEach = 1, visits = 0 } = asked;
  clients = tokens.flatMap((token) => Array.from({ length: devicesEach }, () => new LightClient(socketOf(url), token)));
  const enter = (some: LightClient[]) =>
    Promise.all(some.map(async (client) => void (client.rev = await client.connect())));
  for (let turn = 0; turn < visits; turn += 1) {
    const first = clients.slice(0, atOnce);
    await enter(first);
    for (const client of first) client.drop();
  }
  for (let from = 0; from < clients.length; from += atOnce) await enter(clients.slice(from, from + atOnce));
}

async function joinBare({ url, count, visits = 0 }: BareJoin): Promise<void> {
  const enter = (from: number, some: number) =>
    Promise.all(Array.from({ length: some }, (_, index) => openBare(`${url}/${from + index}`)));
  for (let turn = 0; turn < visits; turn += 1) for (const socket of await enter(0, atOnce)) socket.drop();
  for (let from = 0; from < count; from += atOnce) bare.push(...(await enter(from, Math.min(atOnce, count - from))));
}

const openBare = (url: string, onText: Heard = () => undefined): Promise<LightSocket> =>
  new Promise((resolve, reject) => {
    const onClose = (): void => reject(new Error('a bare socket was closed'));
    const socket = new LightSocket(new URL(url), { onOpen: () => resolve(socket), onText, onClose });
  });

/** Somebody here and a friend of theirs who is here too. */
function pairHere(): { sender: number; recipient: number } {
  if (!place) throw new Error('nobody has joined');
  const { tokens, firstPlace, crowd } = place;
  for (;;) {
    const sender = Math.floor(Math.random() * tokens.length);
    const friend = friendOf(crowd, firstPlace + sender, Math.floor(Math.random() * crowd.friendsEach));
    const recipient = friend - firstPlace;
    if (recipient >= 0 && recipient < tokens.length) return { sender, recipient };
  }
}

const deviceOf = (person: number, device = 0): LightClient | undefined =>
  clients[person * (place?.devicesEach ?? 1) + device];
const idOf = (person: number): string => personId((place?.firstPlace ?? 0) + person);

async function write({ perSecond, forMs }: LightWrite): Promise<LightWritten> {
  const written: number[] = [];
  const recipients: number[] = [];
  const took: number[] = [];
  for (const [index, client] of clients.entries()) {
    client.onText = (said) => {
      for (const [, id] of said.matchAll(mark)) {
        const at = Number(id);
        if (recipients[at] === index && took[at] === undefined) took[at] = performance.now() - (written[at] ?? 0);
      }
    };
  }
  const startedMs = performance.now();
  for (let passedMs = 0; passedMs < forMs; passedMs = performance.now() - startedMs) {
    while (written.length < (passedMs / 1_000) * perSecond) {
      const { sender, recipient } = pairHere();
      const own = `#${String(written.length).padStart(9, '0')}#${text}`.slice(0, 100);
      written.push(performance.now());
      recipients.push(recipient);
      send(sender, recipient, own).catch(() => undefined);
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const arrived = (): number => took.filter((one) => one !== undefined).length;
  for (let waited = 0; waited < 1_000 && arrived() < written.length; waited += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const came = [...written.keys()].filter((at) => took[at] !== undefined);
  return {
    // Of the clock that all processes of a machine share.
    writtenAtMs: Float64Array.from(came, (at) => performance.timeOrigin + (written[at] ?? 0)),
    tookMs: Float64Array.from(came, (at) => took[at] ?? 0),
    lost: written.length - came.length,
  };
}

async function send(sender: number, recipient: number, own: string): Promise<void> {
  const content = { kind: 'text', text: own };
  const input = { recipientId: idOf(recipient), clientMessageId: crypto.randomUUID(), content };
  await deviceOf(sender)?.call('messages.send', input);
}

async function storm({ jitterMs, sinceRev }: Storm): Promise<Stormed> {
  const beganMs = performance.now();
  for (const client of clients) client.drop();
  const backMs = new Float64Array(clients.length);
  const welcomeMs = new Float64Array(clients.length);
  await Promise.all(
    clients.map(async (client, index) => {
      client.rev = sinceRev;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * jitterMs));
      const rev = await client.connect();
      welcomeMs[index] = performance.now() - beganMs;
      await client.catchUp(rev);
      backMs[index] = performance.now() - beganMs;
    }),
  );
  const sum = (of: (client: LightClient) => number): number => clients.reduce((all, client) => all + of(client), 0);
  return {
    beganAtMs: performance.timeOrigin + beganMs,
    ...{ backMs, welcomeMs },
    tries: sum(({ tries }) => tries),
    calls: sum(({ callCount }) => callCount),
  };
}

async function crowding({ what, writers, forMs }: Crowding): Promise<Crowded> {
  let deliveries = 0;
  let asked = 0;
  const wanted = what === 'messages' ? '{"type":"update"' : '{"type":"notice"';
  for (const client of clients) {
    client.onText = (said) => {
      if (said.startsWith(wanted)) deliveries += 1;
    };
  }
  const endMs = performance.now() + forMs;
  const work = async (): Promise<void> => {
    while (performance.now() < endMs) {
      const { sender, recipient } = pairHere();
      asked += 1;
      if (what === 'messages') await send(sender, recipient, text);
      else {
        const conversationId = conversationOf(idOf(sender), idOf(recipient));
        await deviceOf(sender)?.call('conversations.startTyping', { conversationId });
      }
    }
  };
  await Promise.all(Array.from({ length: writers }, work));
  return { deliveries, asked };
}

async function askPages({
  url,
  token,
  method,
  inputs,
  atOnce: count,
  forMs,
}: AskPages): Promise<{ perSecond: number }> {
  const asking = Array.from({ length: count }, () => new LightClient(socketOf(url), token));
  await Promise.all(asking.map((client) => client.connect()));
  let pages = 0;
  const workUntil = (endMs: number) => async (client: LightClient) => {
    for (; performance.now() < endMs; pages += 1) await client.call(method, inputs[pages % inputs.length] ?? {});
  };
  // What is asked first is compiled and planned.
  await Promise.all(asking.map(workUntil(performance.now() + forMs / 4)));
  pages = 0;
  await Promise.all(asking.map(workUntil(performance.now() + forMs)));
  for (const client of asking) client.drop();
  return { perSecond: pages / (forMs / 1_000) };
}

async function bareCrowding({ url, people, devicesEach, forMs }: BareCrowding): Promise<{ perSecond: number }> {
  let deliveries = 0;
  let isOver = false;
  const say = (socket: LightSocket | undefined): void => socket?.send(`${Math.floor(Math.random() * people)} ${text}`);
  for (let at = 0; at < people * devicesEach; at += 1) {
    // Of one person's sockets the first answers, or there would be ever more under way.
    const isFirst = at < people;
    const onText = (): void => {
      deliveries += 1;
      if (isFirst && !isOver) say(bare[at]);
    };
    bare.push(await openBare(`${url}/${at % people}`, onText));
  }
  for (const socket of bare.slice(0, people)) say(socket);
  await new Promise((resolve) => setTimeout(resolve, forMs / 4));
  deliveries = 0;
  await new Promise((resolve) => setTimeout(resolve, forMs));
  const perSecond = deliveries / (forMs / 1_000);
  isOver = true;
  return { perSecond };
}
