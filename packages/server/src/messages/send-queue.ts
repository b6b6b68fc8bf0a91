// The life of a send on this node: facts for the batch, the decision for each, one flush. README.md in the store tells the whole path.
import { type Refusal, refusalOf, type UserId } from '@parley/contract';
import type { AdmissionRefusal } from '@parley/core';
import { type Appended, type DecidedSend, type Store, type StoredSend, sendKeyText } from '@parley/store';
import { Batches, type Waiting } from '../batches.ts';
import type { Clock } from '../clock.ts';
import { toRefusal } from '../people/index.ts';
import { decideSend, gatherSendFacts, type SendRequest } from './decide-send.ts';

export type SendAnswer = { stored: StoredSend } | { refusal: Refusal };

/** A send that is stored now, with what its audience needs to know. */
export type AcceptedSend = DecidedSend & { seq: number; sentAtMs: number };

/** `answer` may be called again when a batch is tried again after a partial answer; the first one counts. */
type Pending = SendRequest & Waiting & { answer(answer: SendAnswer): void };
type Decided = { one: Pending; send: DecidedSend };
type Refusable = { one: Pending; code: AdmissionRefusal; isFollowing: boolean };

export type SendQueueOptions = {
  store: Store;
  clock: Clock;
  /** Called after the commit with what is new, and the new revision of every inbox that was touched. */
  onAppended(accepted: readonly AcceptedSend[], revs: ReadonlyMap<UserId, number>): void;
  onFault(error: unknown): void;
};

export type SendQueue = {
  send(request: SendRequest): Promise<SendAnswer>;
  /** Settles when nothing is waiting or under way. */
  idle(): Promise<void>;
};

export function createSendQueue(options: SendQueueOptions): SendQueue {
  const { clock, onFault } = options;
  const batches = new Batches<Pending>({ clock, onFault, flush: (batch) => flush(options, batch) });
  return {
    send: (request) =>
      new Promise((resolve) => {
        const giveUp: Pending['giveUp'] = (code) => resolve({ refusal: refusalOf(code) });
        batches.add({ ...request, enqueuedAtMs: clock.now(), answer: resolve, giveUp });
      }),
    idle: () => batches.idle(),
  };
}

/** Hands back the sends whose facts changed between the decision and the lock. */
async function flush({ store, clock, onAppended }: SendQueueOptions, batch: readonly Pending[]): Promise<Pending[]> {
  const facts = await gatherSendFacts(store, batch);
  const decided: Decided[] = [];
  const refused: Refusable[] = [];
  for (const one of batch) {
    const verdict = decideSend(one, facts, clock.now());
    if ('code' in verdict) refused.push({ one, ...verdict });
    else decided.push({ one, send: verdict.decided });
  }
  if (refused.length > 0) await answerRefused(store, refused);
  if (decided.length === 0) return [];
  const sends = decided.map(({ send }) => send);
  const appended = await store.sends.append(sends, clock.now());
  onAppended(acceptedOf(sends, appended), appended.revs);
  return decided.flatMap(({ one }) => {
    const stored = appended.stored.get(sendKeyText(one));
    if (!stored) return [one];
    one.answer({ stored });
    return [];
  });
}

/** MSG-2: what is stored already gets its first answer, whatever has changed since. */
async function answerRefused(store: Store, refused: readonly Refusable[]): Promise<void> {
  const [stored, names] = await Promise.all([
    store.sends.findStored(refused.map(({ one }) => one)),
    store.read.people.displayNames(refused.map(({ one }) => one.recipientId)),
  ]);
  for (const { one, code, isFollowing } of refused) {
    const before = stored.get(sendKeyText(one));
    const displayName = names.get(one.recipientId) ?? '';
    one.answer(before ? { stored: before } : { refusal: toRefusal(code, { displayName, isFollowing }) });
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
