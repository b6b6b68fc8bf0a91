/** Tells listeners that something changed: once a tick, however much changed in it. */
export class Notifier {
  readonly #listeners = new Set<() => void>();
  #isDue = false;

  subscribe(listener: () => void): () => void {
    // Wrapped, so that the same function subscribed twice is told twice and stopped once.
    const own = () => listener();
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  readonly changed = (): void => {
    if (this.#isDue || this.#listeners.size === 0) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      // A copy: a listener may subscribe others.
      const listeners = [...this.#listeners];
      for (const listener of listeners) listener();
    });
  };
}
