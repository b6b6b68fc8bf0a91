// A few people with a few devices each do everything there is, over a bad network, on the real server and database. The seed
// decides who does what and what breaks; the judge then compares what every device shows with what is stored.
import type { UserId } from '@parley/contract';
import { type Client, type Clock, createClient } from '@parley/sdk';
import type { Person, World } from '../world/index.ts';
import { type Finding, judge } from './judge.ts';
import { createLossyTransport, type LossyTransport } from './lossy-transport.ts';
import { createRandom, type Random } from './random.ts';

export type Device = { person: Person; client: Client; transport: LossyTransport };
/** What a device was asked to send, in the order in which it was asked. */
export type SentText = { device: Device; recipientId: UserId; clientMessageId: string; text: string };

export type Story = {
  people: readonly Person[];
  devices: readonly Device[];
  sent: SentText[];
  /** A blocked pair whose conversation grew between the block's answer and the unblocking. */
  leaks: string[];
};

/** The client's delays pass faster than on the wall; nothing depends on how much. */
const hurry = 40;
const hurriedClock: Clock = {
  now: () => Date.now() * hurry,
  setTimer: (delayMs, run) => {
    const timer = setTimeout(run, delayMs / hurry);
    return { cancel: () => clearTimeout(timer) };
  },
};

/** Plays one seed; answers everything that is not as it should be. */
export async function simulate(world: World, seed: number, stepCount = 80): Promise<Finding[]> {
  const random = createRandom(seed);
  const story = await setScene(world, seed, random);
  for (let step = 0; step < stepCount; step += 1) {
    await act(story, random, step);
    // A seeded pause lets answers, echoes and breaks fall differently between the steps.
    for (let turns = random.below(4); turns > 0; turns -= 1) await new Promise((resolve) => setImmediate(resolve));
  }
  const findings = await judge(story);
  for (const { client } of story.devices) client.close();
  return findings;
}

async function setScene(world: World, seed: number, random: Random): Promise<Story> {
  const names = ['ana', 'bo', 'cleo', 'dan'];
  const people = await Promise.all(names.map((name) => world.person(`${name}${seed}`)));
  for (const [index, person] of people.entries()) {
    for (const other of people.slice(index + 1)) if (random.chance(0.85)) await world.befriend(person, other);
  }
  const owners = [...people, ...people.slice(0, 2)];
  const devices = owners.map((person, index): Device => {
    const own = createRandom(seed * 100 + index);
    const transport = createLossyTransport(own);
    const client = createClient({
      url: world.url,
      token: person.token,
      transport,
      clock: hurriedClock,
      random: own.next,
    });
    client.connect();
    return { person, client, transport };
  });
  return { people, devices, sent: [], leaks: [] };
}

async function act(story: Story, random: Random, step: number): Promise<void> {
  const device = random.pick(story.devices);
  const other = random.pick(story.people.filter((person) => person !== device.person));
  const handle = device.client.conversation({ userId: other.id });
  const state = handle.state;
  const messages = state.status === 'ready' ? state.messages : [];
  const acts: Record<string, [weight: number, run: () => unknown]> = {
    send: [12, () => send(story, device, other, `${device.person.handle} says ${step}`)],
    burst: [3, () => [1, 2, 3].map((n) => send(story, device, other, `${device.person.handle} says ${step}.${n}`))],
    open: [5, () => handle.open()],
    read: [6, () => messages.length > 0 && handle.markRead(random.pick(messages).seq)],
    hide: [1, () => messages.length > 0 && quietly(handle.hide([random.pick(messages).seq]))],
    clear: [1, () => state.status === 'ready' && quietly(handle.clear())],
    delete: [1, () => state.status === 'ready' && quietly(handle.delete())],
    cut: [4, () => device.transport.cut()],
    block: [1, () => blockForAWhile(story, device.person, other)],
    unfollow: [1, () => device.person.call('graph.unfollow', { userId: other.id })],
    follow: [2, () => device.person.call('graph.follow', { userId: other.id })],
    receipts: [1, () => device.person.call('settings.update', { readReceipts: random.chance(0.5) })],
  };
  const wheel = Object.values(acts).flatMap(([weight, run]) => Array.from({ length: weight }, () => run));
  await random.pick(wheel)();
}

function send(story: Story, device: Device, recipient: Person, text: string): void {
  const clientMessageId = device.client.conversation({ userId: recipient.id }).send(text);
  story.sent.push({ device, recipientId: recipient.id, clientMessageId, text });
}

/** The device may be cut off just now: then the act did not happen, and the judge looks at what did. */
async function quietly(work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => error);
}

async function blockForAWhile(story: Story, blocker: Person, blocked: Person): Promise<void> {
  const lastSeq = async () => (await blocker.call('conversations.get', { userId: blocked.id })).lastSeq;
  await blocker.call('blocks.block', { userId: blocked.id });
  const before = await lastSeq();
  for (const device of story.devices) {
    if (device.person === blocked) send(story, device, blocker, `${blocked.handle} knocks`);
  }
  const after = await lastSeq();
  if (after !== before) story.leaks.push(`${blocked.handle} reached ${blocker.handle} through a block`);
  await blocker.call('blocks.unblock', { userId: blocked.id });
  await blocker.call('graph.follow', { userId: blocked.id });
  await blocked.call('graph.follow', { userId: blocker.id });
}
