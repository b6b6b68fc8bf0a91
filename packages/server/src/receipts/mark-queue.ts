// Read and delivered marks of this node, in batches like the sends: no lock is ever held while JavaScript runs.
import type { Change, Refusal, UserId } from '@parley/contract';
import type { Mark, MarkMoved, Store } from '@parley/store';
import type { Announcer } from '../announce/index.ts';
import { Batches, type OnFault, type Waiting } from '../batches.ts';
import type { Clock } from '../clock.ts';
import { refusalOfFault } from '../outcome.ts';

type Pending = Mark & Waiting & { done(): void };

export type MarkQueue = {
  /** Settles when the mark is durable and everybody who may know was told; answers a refusal only when it cannot be done now. */
  mark(mark: Mark): Promise<Refusal | undefined>;
  idle(): Promise<void>;
  /** How many wait for a batch. */
  waiting(): number;
};

/**
 * A mark is as good a moment later, and a batch of one costs the database nearly as much as one of twenty.
 */
const gatherMs = 20;

type Deps = { store: Store; clock: Clock; announcer: Announcer; onFault: OnFault };

export function createMarkQueue({ store, clock, announcer, onFault }: Deps): MarkQueue {
  const flush = async (batch: readonly Pending[]): Promise<Pending[]> => {
    announceMoved(announcer, await store.marks.apply(batch));
    for (const one of batch) one.done();
    return [];
  };
  const batches = new Batches<Pending>({ clock, onFault, flush, gatherMs });
  return {
    mark: (mark) =>
      new Promise((resolve) => {
        const giveUp: Pending['giveUp'] = (code, faultId) => resolve(refusalOfFault(code, faultId));
        batches.add({ ...mark, enqueuedAtMs: clock.now(), done: () => resolve(undefined), giveUp });
      }),
    idle: () => batches.idle(),
    waiting: () => batches.length,
  };
}

/** All that changed in one inbox by one batch is one revision, so it is one update. */
function announceMoved(announcer: Announcer, moved: readonly MarkMoved[]): void {
  const byUser = Map.groupBy(moved, ({ userId }): UserId => userId);
  for (const [userId, own] of byUser) {
    const [first] = own;
    if (first) announcer.update(userId, first.rev, own.flatMap(changesOf));
  }
}

function changesOf({ conversationId, readSeq, receipts }: MarkMoved): Change[] {
  return [
    ...(readSeq === undefined ? [] : [{ type: 'conversation.read' as const, conversationId, readSeq }]),
    ...(receipts === undefined ? [] : [{ type: 'conversation.receiptsMoved' as const, conversationId, ...receipts }]),
  ];
}
