// Who is typing where: a notice holds for a few seconds, or until that person's message comes.
import { type ConversationId, limits, type UserId } from '@parley/contract';
import type { Clock, Timer } from '../clock.ts';

const nobody: readonly UserId[] = [];

export class Typing {
  readonly #clock: Clock;
  readonly #changed: () => void;
  readonly #timers = new Map<ConversationId, Map<UserId, Timer>>();
  readonly #lists = new Map<ConversationId, readonly UserId[]>();

  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  /** In the order in which they began; the same list until it changes. */
  userIds(id: ConversationId): readonly UserId[] {
    return this.#lists.get(id) ?? nobody;
  }

  started(id: ConversationId, userId: UserId): void {
    const timers = this.#timers.get(id) ?? new Map<UserId, Timer>();
    this.#timers.set(id, timers);
    const isNew = !timers.has(userId);
    timers.get(userId)?.cancel();
    timers.set(
      userId,
      this.#clock.setTimer(limits.typingMs, () => this.stopped(id, userId)),
    );
    if (isNew) this.#list(id, timers);
  }

  stopped(id: ConversationId, userId: UserId): void {
    const timers = this.#timers.get(id);
    const timer = timers?.get(userId);
    if (timers === undefined || timer === undefined) return;
    timer.cancel();
    timers.delete(userId);
    this.#list(id, timers);
  }

  /** Nobody's typing is known any more. */
  close(): void {
    for (const [id, timers] of this.#timers) for (const userId of timers.keys()) this.stopped(id, userId);
  }

  #list(id: ConversationId, timers: ReadonlyMap<UserId, Timer>): void {
    this.#lists.set(id, [...timers.keys()]);
    this.#changed();
  }
}
