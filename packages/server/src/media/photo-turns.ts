import type { UserId } from '@parley/contract';

type Waiting = { ownerId: UserId; start(): void };

/**
 * One photo at a time: unpacked, it may take hundreds of megabytes. While others wait nobody is served twice in a row, so that whoever sends
 * what takes long to draw delays themselves above all.
 */
export class PhotoTurns {
  #isBusy = false;
  #served: UserId | undefined;
  #waiting: Waiting[] = [];

  async take<T>(ownerId: UserId, work: () => Promise<T>): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ ownerId, start: resolve });
    this.#startNext();
    await promise;
    try {
      return await work();
    } finally {
      this.#isBusy = false;
      this.#startNext();
    }
  }

  #startNext(): void {
    if (this.#isBusy) return;
    const next = this.#waiting.find(({ ownerId }) => ownerId !== this.#served) ?? this.#waiting[0];
    if (!next) return;
    this.#waiting = this.#waiting.filter((one) => one !== next);
    this.#isBusy = true;
    this.#served = next.ownerId;
    next.start();
  }
}
