// LIM-1: 10 messages in 10 seconds, counted on this node alone: clients pace themselves, so this only stops those that do not.
import { limits, type UserId } from '@parley/contract';

export class Pace {
  readonly #max: number;
  readonly #sentAtMs = new Map<UserId, number[]>();

  constructor(max: number) {
    this.#max = max;
  }

  /** How many may go now, and when the next one may where none may. */
  left(userId: UserId, nowMs: number): { count: number; resetsAtMs: number } {
    const recent = this.#recent(userId, nowMs);
    return { count: this.#max - recent.length, resetsAtMs: (recent[0] ?? nowMs) + limits.paceMs };
  }

  note(userId: UserId, nowMs: number): void {
    const recent = this.#recent(userId, nowMs);
    recent.push(nowMs);
    this.#sentAtMs.set(userId, recent);
    if (this.#sentAtMs.size > usersMax) this.#forgetIdle(nowMs);
  }

  #recent(userId: UserId, nowMs: number): number[] {
    return (this.#sentAtMs.get(userId) ?? []).filter((atMs) => atMs > nowMs - limits.paceMs);
  }

  #forgetIdle(nowMs: number): void {
    for (const userId of this.#sentAtMs.keys()) {
      if (this.#recent(userId, nowMs).length === 0) this.#sentAtMs.delete(userId);
    }
  }
}

const usersMax = 50_000;
