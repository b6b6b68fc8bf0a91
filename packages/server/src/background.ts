// Work that nobody waits for. The store may not close before it is over.
import type { OnFault } from './batches.ts';

export class Background {
  readonly #onFault: OnFault;
  readonly #underWay = new Set<Promise<void>>();

  constructor(onFault: OnFault) {
    this.#onFault = onFault;
  }

  add(work: Promise<void>): void {
    const settled = work
      .then(undefined, (error: unknown) => void this.#onFault(error))
      .finally(() => this.#underWay.delete(settled));
    this.#underWay.add(settled);
  }

  /** When all that was added until now is over. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }
}
