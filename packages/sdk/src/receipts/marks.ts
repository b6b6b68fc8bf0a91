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

export class Marks {
  readonly #deps: { call: Call; clock: Clock; random: () => number };
  readonly #marks = new Map<string, Mark>();
  readonly #due: Record<Kind, Set<Mark>> = {
    'conversations.markRead': new Set(),
    'conversations.markDelivered': new Set(),
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
    const key = `${kind} ${id}`;
    const mark = this.#marks.get(key) ?? { kind, id, wantedSeq: 0 };
    if (seq <= mark.wantedSeq) return;
    mark.wantedSeq = seq;
    this.#marks.set(key, mark);
    this.#due[kind].add(mark);
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
    const reads = this.#due['conversations.markRead'];
    const due = reads.size > 0 ? reads : this.#due['conversations.markDelivered'];
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
        const said = await Promise.allSettled(next.map((mark) => this.#say(mark)));
        const failed = said.find((one) => one.status === 'rejected');
        if (failed) throw failed.reason;
      }
      if (!this.#isClosed) this.#retry.reset();
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      this.#retry.later();
    } finally {
      this.#isSaying = false;
    }
  }

  async #say(mark: Mark): Promise<void> {
    const seq = mark.wantedSeq;
    const input = { conversationId: mark.id, seq };
    await this.#deps.call(mark.kind, input).catch((error: unknown) => {
      // Refused: saying it again would be refused again.
      if (!(error instanceof CallError) || error.kind !== 'refused') throw error;
    });
    if (mark.wantedSeq === seq) this.#due[mark.kind].delete(mark);
  }
}
