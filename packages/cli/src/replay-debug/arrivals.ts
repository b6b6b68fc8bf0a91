// What came to one person, and what is still on its way. A message has arrived when it was seen on the wire: as news, or in a page of history.
import type { Answer, SeenMessage } from './facts.ts';
import { Signal } from './signal.ts';

export type Arrived = { readonly id: string; readonly conversationId: string; readonly seq: number };

export class Arrivals {
  /** Sent by others, sent by me: neither refused nor arrived. */
  readonly #onTheirWay = { incoming: new Set<string>(), own: new Set<string>() };
  /** Acknowledged but not arrived, by place. */
  readonly #awaited = new Map<string, string>();
  readonly #seen = new Map<string, Map<number, SeenMessage>>();
  /** By conversation: all up to here has arrived. */
  readonly #reached = new Map<string, number>();
  readonly #signal = new Signal();
  readonly #onArrived: (arrived: Arrived) => void;

  constructor(onArrived: (arrived: Arrived) => void) {
    this.#onArrived = onArrived;
  }

  launched(id: string, whose: 'incoming' | 'own'): void {
    this.#onTheirWay[whose].add(id);
  }

  answered(answer: Answer): void {
    if (answer.kind === 'refused') return this.#settle(answer.id);
    const { id, conversationId, seq } = answer;
    if (this.#seen.get(conversationId)?.has(seq)) this.#arrive({ id, conversationId, seq });
    else this.#awaited.set(placeOf(conversationId, seq), id);
  }

  /** Answers false for a message that has been seen before, just like this. */
  saw(conversationId: string, message: SeenMessage): boolean {
    const { seq } = message;
    const seen = this.#seen.get(conversationId) ?? new Map<number, SeenMessage>();
    this.#seen.set(conversationId, seen);
    const before = seen.get(seq);
    if (before !== undefined) return !isSame(before, message);
    seen.set(seq, message);
    let reached = this.reached(conversationId);
    while (seen.has(reached + 1)) reached += 1;
    this.#reached.set(conversationId, reached);
    const id = this.#awaited.get(placeOf(conversationId, seq));
    if (id !== undefined) this.#arrive({ id, conversationId, seq });
    return true;
  }

  /** Something of mine is still on its way. */
  get isSending(): boolean {
    return this.#onTheirWay.own.size > 0;
  }

  /** All up to here has arrived. */
  reached(conversationId: string): number {
    return this.#reached.get(conversationId) ?? 0;
  }

  /** Answers false when something did not come in time; it is not waited for again. */
  async settled(which: 'incoming' | 'all', patienceMs: number): Promise<boolean> {
    const { incoming, own } = this.#onTheirWay;
    const holds = (): boolean => incoming.size === 0 && (which === 'incoming' || own.size === 0);
    const isSettled = await this.#signal.until(holds, patienceMs);
    if (!isSettled) incoming.clear();
    return isSettled;
  }

  #arrive(arrived: Arrived): void {
    this.#awaited.delete(placeOf(arrived.conversationId, arrived.seq));
    this.#onArrived(arrived);
    this.#settle(arrived.id);
  }

  #settle(id: string): void {
    this.#onTheirWay.incoming.delete(id);
    this.#onTheirWay.own.delete(id);
    this.#signal.fire();
  }
}

function placeOf(conversationId: string, seq: number): string {
  return `${conversationId} ${seq}`;
}

function isSame(a: SeenMessage, b: SeenMessage): boolean {
  return a.senderId === b.senderId && a.content.text === b.content.text;
}
