// The bus between nodes as it is allowed to be: at most once, in order from one node to another, in any order among several.
import type { UserId } from '@parley/contract';
import type { Bus } from '@parley/realtime';
import type { Agent, Machine } from './machine.ts';
import type { Weather } from './weather.ts';

type Listener = { node: Agent; hear(frame: string): void };

export class LossyBus {
  readonly #machine: Machine;
  readonly #weather: Weather;
  readonly #listeners = new Map<UserId, Set<Listener>>();
  /** When the last frame from one node to another arrives. */
  readonly #arrivals = new Map<string, number>();
  readonly #published: (node: Agent, userId: UserId, frame: string) => void;

  constructor(machine: Machine, weather: Weather, published: (node: Agent, userId: UserId, frame: string) => void) {
    this.#machine = machine;
    this.#weather = weather;
    this.#published = published;
  }

  /** The bus as one node has it. */
  for(node: Agent): Bus {
    return {
      publish: (userId, frame) => {
        this.#published(node, userId, frame);
        for (const listener of this.#listeners.get(userId) ?? []) this.#carry(node, listener, userId, frame);
      },
      subscribe: (userId, hear) => {
        const listener: Listener = { node, hear };
        const own = this.#listeners.get(userId) ?? new Set();
        this.#listeners.set(userId, own);
        return new Promise((resolve) => {
          this.#machine.after(this.#weather.delay(0.1, 40), node, `bus knows that ${userId} is here`, () => {
            own.add(listener);
            resolve(() => void own.delete(listener));
          });
        });
      },
      // What it loses it knows nothing of.
      isWhole: () => true,
      onGap: () => () => undefined,
      close: () => Promise.resolve(),
    };
  }

  #carry(from: Agent, listener: Listener, userId: UserId, frame: string): void {
    if (this.#weather.happens('bus frame lost')) return;
    const lane = `${from.name} ${listener.node.name}`;
    const lateMs = this.#weather.happens('bus frame late') ? this.#weather.delay(10, 800) : 0;
    const dueMs = Math.max(this.#machine.nowMs + this.#weather.delay(0.1, 6) + lateMs, this.#arrivals.get(lane) ?? 0);
    this.#arrivals.set(lane, dueMs);
    const delayMs = dueMs - this.#machine.nowMs;
    this.#machine.after(delayMs, listener.node, `bus to ${userId} from ${from.name} ${frame}`, () => {
      // It may have gone meanwhile.
      if (this.#listeners.get(userId)?.has(listener)) listener.hear(frame);
    });
  }
}
