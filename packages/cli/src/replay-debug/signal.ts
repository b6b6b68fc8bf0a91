/** Waits for something to become true that others change. */
export class Signal {
  readonly #looks = new Set<() => void>();

  /** Something changed: all that wait look again. */
  fire(): void {
    for (const look of this.#looks) look();
  }

  /** Answers true as soon as it holds, false when it does not within `patienceMs` of real time. */
  until(holds: () => boolean, patienceMs: number): Promise<boolean> {
    if (holds()) return Promise.resolve(true);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const end = (result: boolean): void => {
      clearTimeout(timer);
      this.#looks.delete(look);
      resolve(result);
    };
    const look = (): void => {
      if (holds()) end(true);
    };
    const timer = setTimeout(() => end(false), patienceMs);
    this.#looks.add(look);
    return promise;
  }
}
