// The machine that everything runs on: one virtual time and one queue of events. What happens next is the event that is due first;
// delays come from the seed, so the seed picks the order. Between two events nothing is under way: whatever an event set off has
// come to rest before the next one begins.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Random } from '../random.ts';
import type { Trace } from './trace.ts';

/** Something that runs code and can die, sleep or have a wrong clock: a server node, or somebody's device. */
export type Agent = {
  readonly name: string;
  isAlive: boolean;
  /** Whatever is due before then happens then. */
  asleepUntilMs: number;
  /** How much its wall clock is ahead; its timers know nothing of it. */
  skewMs: number;
};

export type Planned = { cancel(): void };
type Run = () => unknown;
type Event = {
  dueMs: number;
  order: number;
  agent: Agent | undefined;
  name: string;
  run: Run;
  isOff: boolean;
  isPutOff: boolean;
};

/** Whose code is running now; undefined for the world outside, where timers and databases are real. */
const running = new AsyncLocalStorage<Agent | undefined>();
export const currentAgent = (): Agent | undefined => running.getStore();
export const asAgent = <T>(agent: Agent | undefined, run: () => T): T => running.run(agent, run);

export const newAgent = (name: string): Agent => ({ name, isAlive: true, asleepUntilMs: 0, skewMs: 0 });

const startMs = Date.parse('2026-06-15T12:00:00Z');

export class Machine {
  readonly random: Random;
  readonly trace: Trace;
  readonly #queue = new Queue();
  #nowMs = startMs;
  #order = 0;
  #step = 0;

  constructor(random: Random, trace: Trace) {
    this.random = random;
    this.trace = trace;
  }

  /** Events so far. */
  get step(): number {
    return this.#step;
  }

  /** True time; what an agent believes is `timeOf`. */
  get nowMs(): number {
    return this.#nowMs;
  }

  get sinceStartMs(): number {
    return this.#nowMs - startMs;
  }

  timeOf(agent: Agent): number {
    return Math.floor(this.#nowMs + agent.skewMs);
  }

  /** Plans an event of an agent. A dead agent's events never happen, a sleeping one's when it wakes. */
  after(delayMs: number, agent: Agent | undefined, name: string, run: Run): Planned {
    this.#order += 1;
    const event: Event = {
      dueMs: this.#nowMs + Math.max(0, delayMs),
      order: this.#order,
      agent,
      name,
      run,
      isOff: false,
      isPutOff: false,
    };
    this.#queue.add(event);
    return {
      cancel: () => {
        event.isOff = true;
      },
    };
  }

  /** It goes on now, with all that was put off while it slept. */
  wake(agent: Agent): void {
    if (agent.asleepUntilMs <= this.#nowMs) return;
    const putOffUntilMs = agent.asleepUntilMs;
    agent.asleepUntilMs = 0;
    const late = this.#queue.remove(
      (event) => event.agent === agent && event.isPutOff && event.dueMs === putOffUntilMs,
    );
    for (const event of late) this.#queue.add(Object.assign(event, { dueMs: this.#nowMs }));
  }

  /** Lets everything happen that is due until then. */
  async runFor(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    for (let event = this.#queue.first(); event && event.dueMs <= untilMs; event = this.#queue.first()) {
      this.#queue.take();
      await this.#happen(event);
    }
    this.#nowMs = Math.max(this.#nowMs, untilMs);
  }

  async #happen(event: Event): Promise<void> {
    const { agent } = event;
    if (event.isOff || agent?.isAlive === false) return;
    if (agent && agent.asleepUntilMs > event.dueMs) {
      event.dueMs = agent.asleepUntilMs;
      event.isPutOff = true;
      this.#queue.add(event);
      return;
    }
    this.#nowMs = Math.max(this.#nowMs, event.dueMs);
    this.#step += 1;
    this.trace.note(this.#step, this.sinceStartMs, agent?.name ?? 'world', event.name);
    await running.run(agent, event.run);
    await rest();
  }
}

const realImmediate = setImmediate;
/** One turn of the real loop comes after all microtasks and ticks, however many set off others; nothing here waits for anything real. */
const rest = (): Promise<void> => new Promise((resolve) => realImmediate(resolve));

/** A heap by time, and by the order of planning where times are equal. */
class Queue {
  readonly #heap: Event[] = [];

  first(): Event | undefined {
    return this.#heap[0];
  }

  add(event: Event): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(event);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!isBefore(event, heap[above])) break;
      heap[at] = heap[above] as Event;
      at = above;
    }
    heap[at] = event;
  }

  /** Takes out those of which it is true, in their order. */
  remove(isMeant: (event: Event) => boolean): Event[] {
    const all = this.#heap.splice(0);
    for (const event of all) if (!isMeant(event)) this.add(event);
    return all.filter(isMeant).sort((a, b) => (isBefore(a, b) ? -1 : 1));
  }

  take(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      const left = at * 2 + 1;
      const below = isBefore(heap[left + 1], heap[left]) ? left + 1 : left;
      if (!isBefore(heap[below], last)) break;
      heap[at] = heap[below] as Event;
      at = below;
    }
    heap[at] = last;
  }
}

const isBefore = (a: Event | undefined, b: Event | undefined): boolean =>
  a !== undefined && b !== undefined && (a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order));
