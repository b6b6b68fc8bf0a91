// When the mutes of loaded rows end, and the next one that the count waits for. The server leaves out those that are over; what is shown
// here has to end by itself.
import type { Conversation, ConversationId } from '@parley/contract';
import type { Clock, Timer } from '../clock.ts';

/** So much later than its time, so that a clock which is a little ahead of the server's ends no mute that still holds there. */
const graceMs = 5_000;
/** A clock that is ahead asks again after so long: the server's time has not come. */
const againMs = 60_000;
/** Timers of a year are none. */
const sleepMaxMs = 24 * 3_600_000;

export class MuteEnds {
  readonly #clock: Clock;
  readonly #ended: (ids: readonly ConversationId[]) => void;
  readonly #endsMs = new Map<ConversationId, number>();
  #countEndMs = Number.POSITIVE_INFINITY;
  #timer: Timer | undefined;
  #timerAtMs = Number.POSITIVE_INFINITY;
  #isClosed = false;

  constructor(clock: Clock, ended: (ids: readonly ConversationId[]) => void) {
    this.#clock = clock;
    this.#ended = ended;
  }

  note({ id, mute }: Conversation): void {
    if (mute?.until === undefined) return void this.#endsMs.delete(id);
    const endMs = Date.parse(mute.until) + graceMs;
    this.#endsMs.set(id, endMs);
    this.#arm(endMs);
  }

  /** When the count changes, as the server says: a mute ends then, maybe of a row that is not loaded (INB-2e). */
  noteCount(at: string | undefined): void {
    const nowMs = this.#clock.now();
    const endMs = at === undefined ? Number.POSITIVE_INFINITY : Date.parse(at) + graceMs;
    this.#countEndMs = endMs > nowMs ? endMs : nowMs + againMs;
    this.#arm(this.#countEndMs);
  }

  wake(): void {
    this.#isClosed = false;
    this.#armNext();
  }

  close(): void {
    this.#isClosed = true;
    this.#disarm();
  }

  #arm(endMs: number): void {
    if (this.#isClosed || endMs >= this.#timerAtMs) return;
    this.#disarm();
    this.#timerAtMs = endMs;
    const delayMs = Math.min(sleepMaxMs, Math.max(0, endMs - this.#clock.now()));
    this.#timer = this.#clock.setTimer(delayMs, () => {
      this.#disarm();
      this.#end();
      this.#armNext();
    });
  }

  #armNext(): void {
    this.#arm(Math.min(this.#countEndMs, ...this.#endsMs.values()));
  }

  #disarm(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#timerAtMs = Number.POSITIVE_INFINITY;
  }

  #end(): void {
    const nowMs = this.#clock.now();
    const ids = [...this.#endsMs].filter(([, endMs]) => endMs <= nowMs).map(([id]) => id);
    for (const id of ids) this.#endsMs.delete(id);
    const isCountOver = this.#countEndMs <= nowMs;
    if (isCountOver) this.#countEndMs = Number.POSITIVE_INFINITY;
    if (ids.length > 0 || isCountOver) this.#ended(ids);
  }
}
