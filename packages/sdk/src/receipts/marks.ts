// Says how far I have received and read: the highest seq of each conversation, many calls in one, kept until it could be said.
import type { ConversationId } from '@parley/contract';
import { type Call, CallError } from '../calls/index.ts';
import type { Clock, Timer } from '../clock.ts';
import { Retry } from '../connection/index.ts';

const gatherMs = 100;
/** Deliveries that come close together are said together: each saying is answered, and told on to who wrote. */
const deliveredEveryMs = 1_000;
/** The server takes what comes at once in one commit; a full inbox that was opened has a thousand to say. */
const atOnceMax = 20;

type Kind = 'conversations.markRead' | 'conversations.markDelivered';
type Mark = { readonly kind: Kind; readonly id: ConversationId; wantedSeq: number };
type Marked = { readonly all: Map<ConversationId, Mark>; readonly due: Set<Mark> };

const none = (): Marked => ({ all: new Map(), due: new Set() });

export class Marks {
  readonly #deps: { call: Call; clock: Clock; random: () => number };
  readonly #marked: Record<Kind, Marked> = {
    'conversations.markRead': none(),
    'conversations.markDelivered': none(),
  };
  #timer: Timer | undefined;
  /** When what is due is said. */
  #dueAtMs = 0;
  #saidDeliveredAtMs = Number.NEGATIVE_INFINITY;
  readonly #retry: Retry;
  #isSaying = false;
  #isClosed = false;

  constructor(deps: { call: Call; clock: Clock; random: () => number }) {
    this.#deps = deps;
    this.#retry = new Retry(deps, () => void this.#sayAll());
  }

  read(id: ConversationId, seq: number): void {
    this.#want('conversations.markRead', id, seq);
  }

  delivered(id: ConversationId, seq: number): void {
    this.#want('conversations.markDelivered', id, seq);
  }

  /** There is a connection: what waits is said now. */
  wake(): void {
    this.#isClosed = false;
    this.#retry.reset();
    void this.#sayAll();
  }

  close(): void {
    this.#isClosed = true;
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#retry.close();
  }

  #want(kind: Kind, id: ConversationId, seq: number): void {
    const { all, due } = this.#marked[kind];
    let mark = all.get(id);
    if (mark === undefined) {
      mark = { kind, id, wantedSeq: 0 };
      all.set(id, mark);
    }
    if (seq <= mark.wantedSeq) return;
    mark.wantedSeq = seq;
    due.add(mark);
    if (this.#isClosed || this.#retry.isWaiting) return;
    this.#sayIn(kind === 'conversations.markRead' ? gatherMs : this.#untilDeliveredMs());
  }

  #untilDeliveredMs(): number {
    return Math.max(gatherMs, this.#saidDeliveredAtMs + deliveredEveryMs - this.#deps.clock.now());
  }

  /** At the latest: what is due sooner stays so. */
  #sayIn(delayMs: number): void {
    const { clock } = this.#deps;
    const atMs = clock.now() + delayMs;
    if (this.#timer !== undefined && this.#dueAtMs <= atMs) return;
    this.#timer?.cancel();
    this.#dueAtMs = atMs;
    this.#timer = clock.setTimer(delayMs, () => {
      this.#timer = undefined;
      void this.#sayAll();
    });
  }

  /** What I read is what the person waits for; the rest follows. */
  #next(): Mark[] {
    const reads = this.#marked['conversations.markRead'].due;
    const due = reads.size > 0 ? reads : this.#marked['conversations.markDelivered'].due;
    if (due !== reads && due.size > 0) this.#saidDeliveredAtMs = this.#deps.clock.now();
    const next: Mark[] = [];
    for (const mark of due) {
      if (next.length === atOnceMax) break;
      next.push(mark);
    }
    return next;
  }

  async #sayAll(): Promise<void> {
    if (this.#isSaying) return;
    this.#isSaying = true;
    try {
      for (let next = this.#next(); next.length > 0 && !this.#isClosed; next = this.#next()) {
        const failures = await Promise.all(next.map((mark) => this.#say(mark)));
        const failure = failures.find((one) => one !== undefined);
        if (failure !== undefined) return this.#retry.later();
      }
      if (!this.#isClosed) this.#retry.reset();
    } finally {
      this.#isSaying = false;
    }
  }

  /** Gives why it could not be said, where it may be said later. */
  async #say(mark: Mark): Promise<CallError | undefined> {
    const seq = mark.wantedSeq;
    try {
      await this.#deps.call(mark.kind, { conversationId: mark.id, seq });
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      // Refused: saying it again would be refused again.
      if (error.kind !== 'refused') return error;
    }
    if (mark.wantedSeq === seq) this.#marked[mark.kind].due.delete(mark);
    return undefined;
  }
}
