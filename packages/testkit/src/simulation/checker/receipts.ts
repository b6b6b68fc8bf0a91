// RCPT-1, R19: what is told of how far messages came was reached while both had receipts on, and nothing of an off period ever follows.
import { type ConversationId, directConversationPair, type UserId } from '@parley/contract';
import type { CallSeen, Fact, History } from '../history.ts';
import type { View } from '../views.ts';
import type { Found } from './check.ts';
import type { Stored, StoredRow } from './stored.ts';

const keyOf = (userId: UserId, conversationId: ConversationId): string => `${userId} ${conversationId}`;
const peerOf = (userId: UserId, conversationId: ConversationId): UserId =>
  directConversationPair(conversationId)?.find((id) => id !== userId) as UserId;

export function checkReceipts(history: History, stored: Stored, view: View): Found[] {
  return [
    ...checkTold(history),
    ...checkHeard(history),
    ...checkMarks(history, stored),
    ...checkReadings(history, stored, view),
  ];
}

/** Commit by commit: "seen" comes with a reading while both have receipts on, "delivered" never from a time when they were off. */
function checkTold(history: History): Found[] {
  const isOn = new Map<UserId, boolean>();
  const folders = new Map<string, number>();
  const reached = new Map<string, number>();
  const silent = new SilentDeliveries(history);
  const found: Found[] = [];
  for (const facts of byStep(history.facts)) {
    for (const { what, userId, conversationId, n } of facts) {
      if (what === 'receipts') isOn.set(userId, n === 1);
      if (what === 'folder' && conversationId) folders.set(keyOf(userId, conversationId), n);
      if (what === 'read' && conversationId) reached.set(keyOf(userId, conversationId), n);
    }
    const reads = facts.filter(({ what }) => what === 'read');
    // REQ-4: whoever accepts says that they have read what they read.
    const isAccepted = (readerId: UserId, conversationId: ConversationId, seq: number): boolean =>
      facts.some(
        (one) =>
          one.what === 'folder' && one.n === 0 && one.userId === readerId && one.conversationId === conversationId,
      ) && reached.get(keyOf(readerId, conversationId)) === seq;
    for (const told of facts) {
      const { what, userId, conversationId, n, step } = told;
      if ((what !== 'seen' && what !== 'delivered') || !conversationId) continue;
      const readerId = peerOf(userId, conversationId);
      const read = reads.find((one) => one.userId === readerId && one.conversationId === conversationId && one.n === n);
      const why: string[] = [];
      if (isOn.get(userId) !== true || isOn.get(readerId) !== true) why.push('while receipts are off');
      if ((folders.get(keyOf(readerId, conversationId)) ?? 0) !== 0) why.push('of a request');
      if (what === 'seen' && !read && !isAccepted(readerId, conversationId, n)) why.push('without a reading');
      if (what === 'delivered' && !read && silent.covers(readerId, conversationId, n, step))
        why.push('of an off period');
      for (const one of why) {
        found.push({
          what: `${what} ${n} of ${conversationId} is told ${one} at step ${step}`,
          about: [conversationId],
        });
      }
    }
  }
  return found;
}

function byStep(facts: readonly Fact[]): Fact[][] {
  return [...Map.groupBy(facts, ({ step }) => step).values()];
}

/** What devices said they had received, and were answered, wholly within a time when it was not to be told. */
class SilentDeliveries {
  readonly #calls: readonly CallSeen[];
  readonly #settings: readonly Fact[];

  constructor({ calls, facts }: History) {
    this.#calls = calls.filter(({ method, answered }) => method === 'conversations.markDelivered' && answered);
    this.#settings = facts.filter(({ what }) => what === 'receipts');
  }

  covers(readerId: UserId, conversationId: ConversationId, n: number, step: number): boolean {
    return this.#calls.some(({ userId, input, said, answered }) => {
      if (userId !== readerId || input.conversationId !== conversationId || Number(input.seq) < n) return false;
      const answeredStep = answered?.step ?? Number.POSITIVE_INFINITY;
      return answered && 'output' in answered && answeredStep < step && this.#isOff(readerId, said.step, answeredStep);
    });
  }

  #isOff(userId: UserId, fromStep: number, toStep: number): boolean {
    const own = this.#settings.filter((fact) => fact.userId === userId);
    const before = own.filter(({ step }) => step < fromStep).at(-1);
    return before?.n === 0 && !own.some(({ step }) => step >= fromStep && step <= toStep);
  }
}

type Moved = { type: string; conversationId: ConversationId; peerReceiptSeq: number; peerDeliveredSeq: number };

/** No device hears of more than what was committed by then. */
function checkHeard({ heard, facts }: History): Found[] {
  return heard.flatMap(({ device, userId, frame, step }) =>
    ((frame.changes ?? []) as Moved[]).flatMap(({ type, conversationId, peerReceiptSeq }) => {
      if (type !== 'conversation.receiptsMoved' || peerReceiptSeq === 0) return [];
      const isCommitted = facts.some(
        (fact) =>
          fact.what === 'seen' &&
          fact.userId === userId &&
          fact.conversationId === conversationId &&
          fact.n >= peerReceiptSeq &&
          fact.step <= step,
      );
      const what = `${device} heard of seen ${peerReceiptSeq} in ${conversationId}, which was never so`;
      return isCommitted ? [] : [{ what, about: [conversationId], untilStep: step }];
    }),
  );
}

/** R17: marks never go down, and nobody has read further than they said or than there is. */
function checkMarks({ facts, calls }: History, { rows }: Stored): Found[] {
  const found: Found[] = [];
  const marks = new Map<string, number>();
  for (const { what, userId, conversationId, n, step } of facts) {
    if (!conversationId || (what !== 'read' && what !== 'seen' && what !== 'delivered')) continue;
    const key = `${what} ${keyOf(userId, conversationId)}`;
    const before = marks.get(key) ?? 0;
    if (n < before)
      found.push({
        what: `${key} went from ${before} down to ${n} at step ${step}`,
        about: [conversationId],
        untilStep: step,
      });
    marks.set(key, n);
  }
  return [...found, ...rows.flatMap((row) => checkRead(row, calls))];
}

function checkRead({ userId, conversationId, readSeq, clearedSeq }: StoredRow, calls: readonly CallSeen[]): Found[] {
  const said = calls.filter(
    (call) =>
      call.method === 'conversations.markRead' &&
      call.userId === userId &&
      call.input.conversationId === conversationId,
  );
  const most = Math.max(0, clearedSeq, ...said.map(({ input }) => Number(input.seq)));
  const about = [conversationId];
  if (readSeq > most) return [{ what: `${userId} has read ${readSeq} of ${conversationId} and said ${most}`, about }];
  const held = said.filter(({ answered }) => answered && 'output' in answered).map(({ input }) => Number(input.seq));
  const least = Math.max(0, ...held);
  return readSeq < least
    ? [{ what: `${userId} said ${least} of ${conversationId} and has read ${readSeq}`, about }]
    : [];
}

/** What was read on a device is read everywhere, as long as the device's program lives to say so. */
function checkReadings({ readings }: History, { rows, signedIn }: Stored, view: View): Found[] {
  const alive = new Set(view.devices.map(({ device, life }) => `${device} ${life}`));
  return readings.flatMap(({ device, life, userId, conversationId, seq }) => {
    if (!alive.has(`${device} ${life}`) || !signedIn.has(device)) return [];
    const row = rows.find((one) => one.userId === userId && one.conversationId === conversationId);
    if (row === undefined || row.readSeq >= seq) return [];
    const what = `${conversationId} was read up to ${seq} on ${device}, and the mark says ${row.readSeq}`;
    return [{ what, about: [conversationId] }];
  });
}
