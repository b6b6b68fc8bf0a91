// S10: a door is shut while messages are on their way through it, over several nodes. What is sent after the shutting was acknowledged must
// not arrive, and what was acknowledged as sent must.
import { directConversationId, type MessagesFrom, type MethodId, type MethodOutput } from '@parley/contract';
import type { Person, World } from '../world/index.ts';
import { callOn } from './nodes.ts';

/** A door: how it is opened for the sender, how its owner or the sender shuts it, and whether the sender is told. */
type Door = {
  messagesFrom: MessagesFrom;
  othersMayRequest?: boolean;
  open(sender: Person, owner: Person): Promise<unknown>;
  shut(sender: Person, owner: Person): [who: Person, method: MethodId, body: object];
  isSilent?: boolean;
};

const none = async (): Promise<void> => {};
const follow = (a: Person, b: Person) => a.call('graph.follow', { userId: b.id });
const between = (a: Person, b: Person) => ({ conversationId: directConversationId(a.id, b.id) });
const words = (id: string) => ({ clientMessageId: id, content: { kind: 'text' as const, text: id } });
const befriend = async (a: Person, b: Person): Promise<void> => {
  await follow(a, b);
  await follow(b, a);
};

const doors: Record<string, Door> = {
  setting: {
    messagesFrom: 'everyone',
    open: none,
    shut: (_, owner) => [owner, 'settings.update', { messagesFrom: 'no_one' }],
  },
  friendsOnly: {
    messagesFrom: 'everyone',
    open: (sender, owner) => follow(owner, sender),
    shut: (_, owner) => [owner, 'settings.update', { messagesFrom: 'friends' }],
  },
  requestsSwitch: {
    messagesFrom: 'friends',
    othersMayRequest: true,
    open: none,
    shut: (_, owner) => [owner, 'settings.update', { othersMayRequest: false }],
  },
  block: {
    messagesFrom: 'friends',
    open: befriend,
    shut: (sender, owner) => [owner, 'blocks.block', { userId: sender.id }],
  },
  blockBySender: {
    messagesFrom: 'friends',
    open: befriend,
    shut: (sender, owner) => [sender, 'blocks.block', { userId: owner.id }],
  },
  unfollow: {
    messagesFrom: 'friends',
    open: befriend,
    shut: (sender, owner) => [owner, 'graph.unfollow', { userId: sender.id }],
  },
  removeFollower: {
    messagesFrom: 'friends',
    open: befriend,
    shut: (sender, owner) => [owner, 'graph.removeFollower', { userId: sender.id }],
  },
  contact: {
    messagesFrom: 'specific_people',
    open: (sender, owner) => owner.call('contacts.add', { userId: sender.id }),
    shut: (sender, owner) => [owner, 'contacts.remove', { userId: sender.id }],
  },
  consent: {
    messagesFrom: 'friends',
    open: async (sender, owner) => {
      await sender.call('settings.update', { messagesFrom: 'everyone' });
      await owner.call('messages.send', { recipientId: sender.id, ...words('first') });
    },
    shut: (sender, owner) => [owner, 'conversations.close', between(sender, owner)],
  },
  decline: {
    messagesFrom: 'friends',
    othersMayRequest: true,
    open: (sender, owner) => sender.call('messages.send', { recipientId: owner.id, ...words('first') }),
    shut: (sender, owner) => [owner, 'requests.decline', between(sender, owner)],
    isSilent: true,
  },
};

export type RaceOptions = { world: World; ports: readonly number[]; rounds: number; lanes: number };
/** `races`: sends that were on their way while a door was being shut. */
export type RaceReport = { races: number; arrived: number; refused: number; violations: string[] };

const sendsEach = 4;
let count = 0;

export async function runRaces({ world, ports, rounds, lanes }: RaceOptions): Promise<RaceReport> {
  const report: RaceReport = { races: 0, arrived: 0, refused: 0, violations: [] };
  const names = Object.keys(doors);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < rounds) {
      const round = next;
      next += 1;
      const name = names[round % names.length] ?? '';
      await shutWhileSending({ world, ports, round, name, report });
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return report;
}

type Round = { world: World; ports: readonly number[]; round: number; name: string; report: RaceReport };

async function shutWhileSending({ world, ports, round, name, report }: Round): Promise<void> {
  const door = doors[name];
  if (!door) return;
  count += 1;
  const mark = count.toString(8);
  const { messagesFrom, othersMayRequest = false } = door;
  const sender = await world.person(`s${mark}.race`);
  const owner = await world.person(`r${mark}.race`, { messagesFrom });
  if (othersMayRequest) await owner.call('settings.update', { othersMayRequest });
  await door.open(sender, owner);
  const port = (index: number): number => ports[(round + index) % ports.length] ?? world.server.port;
  const send = async (index: number, id: string) => ({
    id,
    told: await callOn(port(index), sender, 'messages.send', { recipientId: owner.id, ...words(id) }),
  });
  const [who, method, body] = door.shut(sender, owner);
  const racing = Array.from({ length: sendsEach }, (_, index) => send(index, `racing-${index}`));
  // In every other round something has arrived when the door shuts: the rest is somewhere on its way.
  if (round % 2 === 0) await Promise.race(racing);
  const shut = await callOn(port(1), who, method, body);
  const late = [send(0, 'late-0'), send(1, 'late-1')];
  const seen = await Promise.all([...racing, ...late]).then(async (sent) => {
    const page = await callOn(port(0), owner, 'messages.list', between(sender, owner));
    const { messages } = page.output as MethodOutput<'messages.list'>;
    return { sent, texts: new Set(messages.map(({ content }) => content.text)) };
  });
  const problems: string[] = shut.refusal ? [`the shutting was refused: ${shut.refusal.code}`] : [];
  for (const { id, told } of seen.sent) {
    const isLate = id.startsWith('late');
    const hasArrived = seen.texts.has(id);
    if (hasArrived && (isLate || !told.output)) problems.push(`${id} arrived`);
    if (isLate && told.output && !door.isSilent) problems.push(`${id} was accepted`);
    if (!isLate && told.output && !hasArrived && !door.isSilent) problems.push(`${id} was acknowledged and lost`);
    if (!isLate && told.refusal) report.refused += 1;
    if (!isLate && hasArrived) report.arrived += 1;
  }
  report.races += sendsEach;
  report.violations.push(...problems.map((problem) => `${name}: ${problem}`));
}

/** REQ-2, REQ-4: of many first messages at once three are taken, and a request accepted at once from everywhere is accepted once. */
export async function runRequestRaces({ world, ports, rounds }: Omit<RaceOptions, 'lanes'>): Promise<string[]> {
  const violations: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    count += 1;
    const mark = count.toString(8);
    const sender = await world.person(`s${mark}.ask`);
    const owner = await world.person(`r${mark}.ask`, { messagesFrom: 'everyone' });
    const on = (index: number): number => ports[index % ports.length] ?? world.server.port;
    const sent = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        callOn(on(index), sender, 'messages.send', { recipientId: owner.id, ...words(`ask-${index}`) }),
      ),
    );
    const taken = sent.filter(({ output }) => output).length;
    if (taken !== 3) violations.push(`${taken} request messages were taken`);
    const others = sent.filter(({ refusal }) => refusal && refusal.code !== 'request_limit');
    violations.push(...others.map(({ refusal }) => `a fourth message was answered ${refusal?.code}`));
    const before = (await sender.call('inbox.list', {})).rev;
    const accepted = await Promise.all(
      Array.from({ length: 4 }, (_, index) => callOn(on(index), owner, 'requests.accept', between(sender, owner))),
    );
    const moved = (await sender.call('inbox.list', {})).rev - before;
    if (accepted.some(({ output }) => !output) || moved !== 1)
      violations.push(`accepting at once moved ${moved} times`);
  }
  return violations;
}
