import type { UserId } from '@parley/contract';

type Waiting = { ownerId: UserId; start(): void };

/** Each waits with its file on the disk. */
const waitingMax = 200;
/** More than one message holds. */
const ownWaitingMax = 20;

export class TooManyPhotos extends Error {
  override name = 'TooManyPhotos';
}

/**
 * One photo at a time: unpacked, it may take hundreds of megabytes. While others wait nobody is served twice in a row, so that whoever sends
 * what takes long to draw delays themselves above all.
 */
export class PhotoTurns {
  readonly #max: number;
  #isBusy = false;
  #served: UserId | undefined;
  #waiting: Waiting[] = [];

  constructor(max = waitingMax) {
    this.#max = max;
  }

  /** Photos that wait. */
  get length(): number {
    return this.#waiting.length;
  }

  /** Throws `TooManyPhotos` where so many wait that this one would for minutes; whoever sends it can do so again. */
  async take<T>(ownerId: UserId, work: () => Promise<T>): Promise<T> {
    const own = this.#waiting.filter((one) => one.ownerId === ownerId).length;
    if (this.#waiting.length >= this.#max || own >= ownWaitingMax) throw new TooManyPhotos();
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
