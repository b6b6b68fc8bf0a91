// The life of a send on this node: facts for the batch, the decision for each, one flush. README.md in the store tells the whole path.
import { limits, type Refusal, type UserId } from '@parley/contract';
import {
  type Appended,
  countBy,
  type DecidedSend,
  hasEffects,
  type Store,
  type StoredSend,
  sendKeyText,
} from '@parley/store';
import { type AdmissionDeps, type SendRefusal, toRefusal } from '../admission/index.ts';
import { Batches, type OnFault, type Waiting } from '../batches.ts';
import type { Clock } from '../clock.ts';
import { refusalOfFault } from '../outcome.ts';
import {
  attemptMarks,
  type BatchFacts,
  decideSend,
  gatherSendFacts,
  markSince,
  type RefusedSend,
  type SendRequest,
  Turns,
} from './decide-send.ts';
import { Laps, type SendWatch } from './send-watch.ts';

export type SendAnswer = { stored: StoredSend } | { refusal: Refusal };

/** A send that is stored now, with what its audience needs to know. */
export type AcceptedSend = DecidedSend & { seq: number; sentAtMs: number };

/** `answer` may be called again when a batch is tried again after a partial answer; the first one counts. */
type Pending = SendRequest & Waiting & { arrivedAtMs: number; origin: unknown; answer(answer: SendAnswer): void };
type Decided = { one: Pending; send: DecidedSend };
type Refusable = RefusedSend & { one: Pending };
type Misfitting = { one: Pending; refusal: Refusal };

export type SendQueueOptions = AdmissionDeps & {
  clock: Clock;
  /** Called after the commit with what is new, and the new revision of every inbox that was touched. */
  onAppended(accepted: readonly AcceptedSend[], revs: ReadonlyMap<UserId, number>): void;
  onFault: OnFault;
  watch?: SendWatch;
};

export type SendQueue = {
  send(request: SendRequest): Promise<SendAnswer>;
  /** Settles when nothing is waiting or under way. */
  idle(): Promise<void>;
  /** How many wait for a batch. */
  waiting(): number;
  isRefusing(): boolean;
};

export function createSendQueue(options: SendQueueOptions): SendQueue {
  const { clock, onFault } = options;
  const batches = new Batches<Pending>({
    clock,
    onFault: (error) => {
      options.known.clear();
      return onFault(error);
    },
    flush: (batch) => flush(options, batch),
  });
  return {
    send: (request) =>
      new Promise((resolve) => {
        const giveUp: Pending['giveUp'] = (code, faultId) => resolve({ refusal: refusalOfFault(code, faultId) });
        const [arrivedAtMs, origin] = [performance.now(), options.watch?.origin?.()];
        batches.add({ ...request, enqueuedAtMs: clock.now(), arrivedAtMs, origin, answer: resolve, giveUp });
      }),
    idle: () => batches.idle(),
    waiting: () => batches.length,
    isRefusing: () => batches.isRefusing(),
  };
}

/** Hands back the sends whose facts changed between the decision and the lock, and those that wait for another of this batch. */
async function flush(options: SendQueueOptions, batch: readonly Pending[]): Promise<readonly Pending[]> {
  const nowMs = options.clock.now();
  const laps = new Laps();
  const facts = await gatherSendFacts(options, batch, nowMs, { notesLookups: true, isPaced: true, mayRecall: true });
  laps.end('factsMs');
  const { decided, refused, misfits, again } = decideAll(batch, facts);
  if (refused.length > 0) await answerRefused(options, refused, nowMs);
  if (misfits.length > 0) await answerMisfits(options, misfits);
  laps.end('decideMs');
  if (decided.length > 0) await appendAll(options, { batch, decided, facts, again, laps });
  return batch.filter((one) => again.has(one));
}

type Sorted = { decided: Decided[]; refused: Refusable[]; misfits: Misfitting[]; again: Set<Pending> };

function decideAll(batch: readonly Pending[], facts: BatchFacts): Sorted {
  const sorted: Sorted = { decided: [], refused: [], misfits: [], again: new Set() };
  const turns = new Turns();
  const sent = new Map<UserId, number>();
  for (const one of batch) {
    if (turns.mustWait(one)) {
      sorted.again.add(one);
      continue;
    }
    const alsoSent = sent.get(one.senderId) ?? 0;
    const verdict = decideSend(one, facts, alsoSent);
    const isLetIn = 'decided' in verdict && verdict.decided.folder === 'inbox';
    if (!isLetIn && facts.board.isRemembered(one)) {
      turns.hold(one);
      doubt(one, sorted.again);
    } else if ('misfit' in verdict) sorted.misfits.push({ one, refusal: verdict.misfit });
    else if ('refused' in verdict) sorted.refused.push({ one, ...verdict.refused });
    else {
      turns.take(verdict.decided);
      sent.set(one.senderId, alsoSent + 1);
      sorted.decided.push({ one, send: verdict.decided });
    }
  }
  return sorted;
}

/** What was remembered of its people is out of date, or may not be what it is refused by. */
function doubt(one: Pending, again: Set<Pending>): void {
  one.isDoubted = true;
  again.add(one);
}

type Appending = Pick<Sorted, 'decided' | 'again'> & { batch: readonly Pending[]; facts: BatchFacts; laps: Laps };

async function appendAll(options: SendQueueOptions, { batch, decided, facts, again, laps }: Appending): Promise<void> {
  const { store, pace, known } = options;
  const sends = decided.map(({ send }) => send);
  const marks = attemptMarks(sends, facts);
  const appended = await store.sends.append(sends, facts.nowMs, marks);
  known.noteMarks(marks);
  const accepted = acceptedOf(sends, appended);
  for (const send of accepted) {
    // Only now, and each once: what is decided again, or was sent before, is no further message.
    pace.note(send.senderId, facts.nowMs);
    if (hasEffects(send)) known.forget(send.senderId);
  }
  laps.end('flushMs');
  options.onAppended(accepted, appended.revs);
  laps.end('announceMs');
  const stored: Pending[] = [];
  for (const { one } of decided) {
    const answer = appended.stored.get(sendKeyText(one));
    if (!answer) {
      doubt(one, again);
      continue;
    }
    one.answer({ stored: answer });
    stored.push(one);
  }
  if (options.watch) laps.tell(options.watch, batch, stored);
}

/** MSG-2: what is stored already gets its first answer, whatever has changed since. */
async function answerRefused(options: SendQueueOptions, all: readonly Refusable[], nowMs: number): Promise<void> {
  const { store } = options;
  const [stored, names] = await Promise.all([
    store.sends.findStored(all.map(({ one }) => one)),
    store.read.people.displayNames(all.map(({ one }) => one.recipientId)),
  ]);
  const refused = all.filter(({ one }) => !stored.has(sendKeyText(one)));
  await countRefused(store, refused, nowMs);
  await restrictExcess(options, refused, nowMs);
  for (const { one, code, ...context } of all) {
    const before = stored.get(sendKeyText(one));
    const displayName = names.get(one.recipientId) ?? '';
    one.answer(before ? { stored: before } : { refusal: toRefusal(code, { displayName, ...context }) });
  }
}

/** MSG-2 as above: also a reply whose original its sender has hidden since, and attachments that this very message took. */
async function answerMisfits({ store }: SendQueueOptions, all: readonly Misfitting[]): Promise<void> {
  const before = await store.sends.findStored(all.map(({ one }) => one));
  for (const { one, refusal } of all) {
    const stored = before.get(sendKeyText(one));
    one.answer(stored ? { stored } : { refusal });
  }
}

const ofOwnLimits: readonly SendRefusal[] = ['message_limit', 'new_people_limit', 'lookup_limit'];
const uncounted: readonly SendRefusal[] = [...ofOwnLimits, 'too_fast', 'restricted'];

/** LIM-1: refused attempts count, all alike; those beyond a limit do not lengthen it, since time alone lifts it. */
async function countRefused(store: Store, refused: readonly Refusable[], nowMs: number): Promise<void> {
  const counted = refused.filter(({ code }) => !uncounted.includes(code));
  if (counted.length === 0) return;
  await store.sends.countRefused(countBy(counted.map(({ one }) => one.senderId)), markSince(nowMs));
}

/** LIM-1: repeated excess brings a restriction for a time. */
async function restrictExcess(
  { store, limits: { excessAttemptsPerDay } }: SendQueueOptions,
  refused: readonly Refusable[],
  nowMs: number,
): Promise<void> {
  const excess = refused.filter(({ code }) => ofOwnLimits.includes(code));
  for (const [userId, count] of countBy(excess.map(({ one }) => one.senderId))) {
    await store.transaction(async (write) => {
      const { count: total } = await write.attempts.count(`excess ${userId}`, limits.dayMs, nowMs, count);
      if (total > excessAttemptsPerDay) await write.admission.restrict(userId, nowMs + limits.restrictionMs);
    });
  }
}

/** What is new, each once, though it may stand in the batch twice. */
function acceptedOf(sends: readonly DecidedSend[], appended: Appended): AcceptedSend[] {
  const seen = new Set<string>();
  return sends.flatMap((send) => {
    const key = sendKeyText(send);
    const stored = appended.stored.get(key);
    if (!stored?.isNew || seen.has(key)) return [];
    seen.add(key);
    return [{ ...send, seq: stored.seq, sentAtMs: stored.sentAtMs }];
  });
}
