// The life of a send on this node. What arrives while a commit runs is the next batch: group commit without a timer to tune.
// One batch is in flight at a time, so sends of one sender keep their order. README.md tells the whole path.
import { refusalOf, type Refusal, type UserId } from '@parley/contract';
import type { AdmissionRefusal } from '@parley/core';
import { sendKeyText, StoreFault, type Appended, type DecidedSend, type Store, type StoredSend } from '@parley/store';
import type { Clock } from '../clock.ts';
import { toRefusal } from '../people/index.ts';
import { decideSend, gatherSendFacts, type SendRequest } from './decide-send.ts';

export type SendAnswer = { stored: StoredSend } | { refusal: Refusal };

/** A send that is stored now, with what its audience needs to know. */
export type AcceptedSend = DecidedSend & { seq: number; sentAtMs: number };

type Pending = SendRequest & { enqueuedAtMs: number; answer(answer: SendAnswer): void };

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

/** Beyond these, new work is refused by name rather than promised. */
const bounds = { batchMax: 500, queuedMax: 20_000, waitMs: 10_000, retryMs: 100 } as const;

export function createSendQueue(options: SendQueueOptions): SendQueue {
  const { store, clock } = options;
  let queue: Pending[] = [];
  let running: Promise<void> | undefined;

  /** Answers what the decision refused; hands back what is to be appended. */
  async function decideBatch(batch: readonly Pending[]): Promise<{ pending: Pending[]; decided: DecidedSend[] }> {
    const facts = await gatherSendFacts(store, batch);
    const pending: Pending[] = [];
    const decided: DecidedSend[] = [];
    const refused: Refusable[] = [];
    for (const one of batch) {
      const verdict = decideSend(one, facts, clock.now());
      if ('code' in verdict) refused.push({ one, ...verdict });
      else {
        pending.push(one);
        decided.push(verdict.decided);
      }
    }
    if (refused.length > 0) await answerRefused(refused);
    return { pending, decided };
  }

  /** MSG-2: what is stored already gets its first answer, whatever has changed since. */
  async function answerRefused(refused: readonly Refusable[]): Promise<void> {
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

  async function flush(batch: readonly Pending[]): Promise<void> {
    const { decided, pending } = await decideBatch(batch);
    if (decided.length === 0) return;
    const appended = await store.sends.append(decided, clock.now());
    options.onAppended(acceptedOf(decided, appended), appended.revs);
    const again: Pending[] = [];
    for (const one of pending) {
      const stored = appended.stored.get(sendKeyText(one));
      if (stored) one.answer({ stored });
      else again.push(one);
    }
    // What it was decided on has changed: decide again, before anything that came later.
    queue = [...again, ...queue];
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.slice(0, bounds.batchMax);
      queue = queue.slice(bounds.batchMax);
      try {
        await flush(batch);
      } catch (error) {
        await recover(batch, error);
      }
    }
    running = undefined;
  }

  /** After a fault nobody knows whether the batch was stored. The same sends again are answered rightly either way. */
  async function recover(batch: readonly Pending[], error: unknown): Promise<void> {
    options.onFault(error);
    const isPassing = error instanceof StoreFault;
    const giveUpBeforeMs = clock.now() - bounds.waitMs;
    const again: Pending[] = [];
    for (const one of batch) {
      if (isPassing && one.enqueuedAtMs > giveUpBeforeMs) again.push(one);
      else one.answer({ refusal: refusalOf(isPassing ? 'unavailable' : 'server_error') });
    }
    queue = [...again, ...queue];
    if (again.length > 0) await new Promise((resolve) => setTimeout(resolve, bounds.retryMs));
  }

  return {
    send: (request) =>
      new Promise((resolve) => {
        if (queue.length >= bounds.queuedMax) return resolve({ refusal: refusalOf('unavailable') });
        queue.push({ ...request, enqueuedAtMs: clock.now(), answer: once(resolve) });
        // Started a microtask later, so that all that arrived in one read of a socket is one batch.
        running ??= Promise.resolve().then(drain);
      }),
    idle: async () => {
      while (running) await running;
    },
  };
}

/** A batch that is tried again after a partial answer must not answer twice. */
function once(resolve: (answer: SendAnswer) => void): (answer: SendAnswer) => void {
  let isAnswered = false;
  return (answer) => {
    if (isAnswered) return;
    isAnswered = true;
    resolve(answer);
  };
}

function acceptedOf(decided: readonly DecidedSend[], appended: Appended): AcceptedSend[] {
  const seen = new Set<string>();
  return decided.flatMap((send) => {
    const key = sendKeyText(send);
    const stored = appended.stored.get(key);
    if (!stored?.isNew || seen.has(key)) return [];
    seen.add(key);
    return [{ ...send, seq: stored.seq, sentAtMs: stored.sentAtMs }];
  });
}
