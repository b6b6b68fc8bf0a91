// When everybody comes back at once, so many are let in at a time: who is here already is served in between, and nobody is let in later than
// they would be if all were begun and none was done.

/** So many may be on their way in. */
export const arrivalsMax = 64;

/** What is held is given back once, however often it is said. */
export type Arrival = () => void;

export class Arrivals {
  #count = 0;
  readonly #waiting: (() => void)[] = [];

  /** In the order of asking; settles when there is room. */
  async enter(): Promise<Arrival> {
    if (this.#count >= arrivalsMax) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#count += 1;
    let isHeld = true;
    return () => {
      if (isHeld) this.#leave();
      isHeld = false;
    };
  }

  /** Whoever waits takes the place over. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#count -= 1;
  }
}
