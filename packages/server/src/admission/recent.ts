/**
 * A map of bounded size: what was not used for long goes first. In two halves, since to put each use in its place in one order would cost more
 * than what is looked up: what is used moves to the younger half, and when that is full, the older one goes.
 */
export class Recent<Key, Value> {
  readonly #halfMax: number;
  #young = new Map<Key, Value>();
  #old = new Map<Key, Value>();

  /** At most so many, and at least the last half as many that were used. */
  constructor(max: number) {
    this.#halfMax = Math.ceil(max / 2);
  }

  /** Counts as a use. */
  get(key: Key): Value | undefined {
    const value = this.#young.get(key);
    if (value !== undefined) return value;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: Key, value: Value): void {
    this.#old.delete(key);
    this.#young.set(key, value);
    if (this.#young.size < this.#halfMax) return;
    this.#old = this.#young;
    this.#young = new Map();
  }

  delete(key: Key): void {
    this.#young.delete(key);
    this.#old.delete(key);
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
  }
}
