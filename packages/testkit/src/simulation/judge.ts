// Judges a story from outside: what is stored is read through the API, what is shown is read from the clients, and the two are
// compared by rules that know nothing of how either came about.
import { directConversationId, limits, type Message } from '@parley/contract';
import type { Person } from '../world/index.ts';
import type { Device, SentText, Story } from './simulate.ts';

export type Finding = string;

const settleMs = 15_000;

export async function judge(story: Story): Promise<Finding[]> {
  for (const { transport } of story.devices) transport.heal();
  // A lost last update is noticed only by the next one or by a new connection.
  for (const { transport } of story.devices) transport.cut();
  const unsettled = await settle(story.devices);
  if (unsettled.length > 0) return unsettled;
  const findings = [...story.leaks];
  for (const [index, person] of story.people.entries()) {
    for (const other of story.people.slice(index + 1)) findings.push(...(await judgePair(story, person, other)));
  }
  return findings;
}

/** Waits until every device is live and has nothing left to send. */
async function settle(devices: readonly Device[]): Promise<Finding[]> {
  const deadline = Date.now() + settleMs;
  for (;;) {
    const busy = devices.filter((device) => !isSettled(device));
    if (busy.length === 0) return [];
    if (Date.now() > deadline)
      return busy.map(({ person, client }) => `${person.handle} never settled (${client.connection.status})`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const isSettled = ({ client, person }: Device): boolean => {
  const { state } = client.inbox;
  if (client.connection.status !== 'live' || state.status !== 'ready') return false;
  return state.conversations.every(({ id }) => {
    const { pending } = client.conversation({ conversationId: id }).state;
    return pending.every((message) => message.status === 'failed') && person.id !== undefined;
  });
};

async function judgePair(story: Story, person: Person, other: Person): Promise<Finding[]> {
  const between = ({ device, recipientId }: SentText): boolean =>
    [person.id, other.id].includes(device.person.id) && [person.id, other.id].includes(recipientId);
  const sent = story.sent.filter(between);
  const stored = await readStored(person, other);
  const findings = [...judgeSent(sent, stored), ...judgeOrder(stored)];
  for (const device of story.devices) {
    if (device.person === person) findings.push(...(await judgeSettled(device, other)));
    if (device.person === other) findings.push(...(await judgeSettled(device, person)));
  }
  return findings.map((finding) => `${person.handle} and ${other.handle}: ${finding}`);
}

/** Everything of a conversation that either member still sees. */
async function readStored(person: Person, other: Person): Promise<Message[]> {
  const bySeq = new Map<number, Message>();
  for (const who of [person, other]) {
    for (const message of await readAll(who, person === who ? other : person)) {
      bySeq.set(message.seq, { ...bySeq.get(message.seq), ...message });
    }
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

async function readAll(person: Person, other: Person): Promise<Message[]> {
  const conversationId = directConversationId(person.id, other.id);
  const all: Message[] = [];
  for (let afterSeq = 0; ; ) {
    const page = await person.call('messages.list', { conversationId, afterSeq, limit: limits.pageSizeMax });
    all.push(...page.messages);
    const last = page.messages.at(-1);
    if (!page.hasNewer || !last) return all;
    afterSeq = last.seq;
  }
}

/** Each text was stored at most once; one that was not is shown as failed by the device that sent it, and by no other. */
function judgeSent(sent: readonly SentText[], stored: readonly Message[]): Finding[] {
  const findings: Finding[] = [];
  const order = new Map<Device, number>();
  for (const { device, clientMessageId, text, recipientId } of sent) {
    const found = stored.filter((message) => message.content.text === text && message.senderId === device.person.id);
    const isFailed = device.client
      .conversation({ userId: recipientId })
      .state.pending.some((message) => message.clientMessageId === clientMessageId);
    const isRepeatable = text.endsWith('knocks');
    if (found.length > 1 && !isRepeatable) findings.push(`"${text}" is stored ${found.length} times`);
    if (found.length > 0 && isFailed && !isRepeatable) findings.push(`"${text}" is stored and shown as failed`);
    const [first] = found;
    if (!first || isRepeatable) continue;
    if (first.seq < (order.get(device) ?? 0)) findings.push(`"${text}" stands before what its device sent earlier`);
    order.set(device, first.seq);
  }
  return findings;
}

function judgeOrder(stored: readonly Message[]): Finding[] {
  return stored.flatMap((message, index) => {
    const before = stored[index - 1];
    return before && message.sentAt < before.sentAt ? [`seq ${message.seq} is older than the one before it`] : [];
  });
}

/** Marks may still be on their way while we read; what does not come true by itself is a finding. */
async function judgeSettled(device: Device, other: Person): Promise<Finding[]> {
  const deadline = Date.now() + settleMs;
  for (;;) {
    const findings = await judgeDevice(device, other);
    if (findings.length === 0 || Date.now() > deadline) return findings;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A device shows what a fresh reading shows, and the unread count is what the log says. */
async function judgeDevice({ client, person }: Device, other: Person): Promise<Finding[]> {
  const fresh = await person.call('conversations.get', { userId: other.id });
  const visible = await readAll(person, other);
  const findings: Finding[] = [];
  const unread = visible.filter((message) => message.senderId !== person.id && message.seq > fresh.readSeq).length;
  if (Math.min(unread, limits.unreadCountMax) !== fresh.unreadCount) {
    findings.push(`${person.handle}'s unread count is ${fresh.unreadCount}, the log says ${unread}`);
  }
  const { state } = client.inbox;
  const row = state.status === 'ready' ? state.conversations.find(({ id }) => id === fresh.id) : undefined;
  const shown = row && { ...row, abilities: fresh.abilities, refusal: fresh.refusal, peer: fresh.peer };
  const expected = fresh.isListed ? { ...fresh, rev: row?.rev, refusal: fresh.refusal } : undefined;
  if (JSON.stringify(sorted(shown)) !== JSON.stringify(sorted(expected))) {
    findings.push(`${person.handle} is shown ${JSON.stringify(shown)} instead of ${JSON.stringify(expected)}`);
  }
  const handle = client.conversation({ userId: other.id }).state;
  if (handle.status === 'ready' && !handle.hasOlder) {
    const [seen, real] = [handle.messages, visible].map((list) => list.map(({ seq }) => seq).join());
    if (seen !== real) findings.push(`${person.handle} is shown messages ${seen} of ${real}`);
  }
  return findings;
}

/** The same fields in the same order, so that equal means equal text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
