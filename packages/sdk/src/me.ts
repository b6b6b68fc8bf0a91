import type { UserId } from '@parley/contract';

/** Who is signed in here: unknown at first, then the same for ever. */
export class Me {
  #id: UserId | undefined;
  #waiting = new Set<() => void>();

  get id(): UserId | undefined {
    return this.#id;
  }

  /** Answers false when somebody else was known: this client's state is not theirs. */
  learn(id: UserId): boolean {
    if (this.#id !== undefined) return this.#id === id;
    this.#id = id;
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const run of waiting) run();
    return true;
  }

  /** Runs at once, or as soon as it is known. Returns how to call it off. */
  whenKnown(run: () => void): () => void {
    if (this.#id !== undefined) {
      run();
      return () => {};
    }
    this.#waiting.add(run);
    return () => void this.#waiting.delete(run);
  }
}
