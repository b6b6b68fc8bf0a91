// A node's view of the one real store: each call waits for its turn, runs to its end on PostgreSQL while nothing else does, and its answer
// takes time too, so that a node may die between a commit and what it would have said of it.
import { AsyncLocalStorage } from 'node:async_hooks';
import { type Store, StoreFault } from '@parley/store';
import { type Agent, asAgent, type Machine } from './machine.ts';
import type { Weather } from './weather.ts';

export type TurnStoreOptions = {
  machine: Machine;
  weather: Weather;
  node: Agent;
  store: Store;
  /** Called after each call that may have written, before anything else happens. */
  wrote(): Promise<void>;
};

type Call = { name: string; lane: string | undefined; isWrite: boolean; run(): Promise<unknown> };
type Outcome = { value: unknown } | { error: unknown };

/** What is asked inside a transaction is part of its step. */
const insideTransaction = new AsyncLocalStorage<true>();

export function storeInTurns(options: TurnStoreOptions): Store {
  const { store, node, weather } = options;
  const turns = new Turns(options);
  const read = (part: string, lane: string) => (name: string, run: () => Promise<unknown>) =>
    turns.take({ name: `read ${part}.${name}`, lane, isWrite: false, run });
  const write = (part: string) => (name: string, run: () => Promise<unknown>) =>
    turns.take({ name: `${part}.${name}`, lane: 'writes', isWrite: true, run });
  const readers = Object.entries(store.read).map(([part, reader]) => [
    part,
    inTurns(reader, read(part, part === 'search' ? 'searches' : 'reads')),
  ]);
  const inTurn = Object.fromEntries(readers) as Store['read'];
  return {
    read: inTurn,
    readTogether: inTurn,
    sends: inTurns(store.sends, write('sends')),
    marks: inTurns(store.marks, write('marks')),
    transaction: <T>(work: Parameters<typeof store.transaction<T>>[0]) => {
      const run = () =>
        store.transaction(async (writers, readers) => {
          const result = await insideTransaction.run(true, () => asAgent(node, () => work(writers, readers)));
          if (weather.happens('transaction rolled back at its end')) throw lost();
          return result;
        });
      // Transactions have connections of their own: the order among them is anybody's.
      return turns.take({ name: 'transaction', lane: undefined, isWrite: true, run }) as Promise<T>;
    },
    ping: () => store.ping(),
    pendingMigrations: () => store.pendingMigrations(),
    load: () => store.load(),
    close: () => Promise.resolve(),
  };
}

/** The same methods, each by way of `take`. */
function inTurns<T extends object>(part: T, take: (name: string, run: () => Promise<unknown>) => unknown): T {
  const methods = Object.entries(part).map(([name, method]) => [
    name,
    (...args: unknown[]) => {
      const run = () => (method as (...all: unknown[]) => Promise<unknown>)(...args);
      return insideTransaction.getStore() ? run() : take(name, run);
    },
  ]);
  return Object.fromEntries(methods) as T;
}

const lost = (): StoreFault => new StoreFault('lost', new Error('the connection broke'));

class Turns {
  readonly #options: TurnStoreOptions;
  /** One connection does one thing after another and answers in that order: when each lane is free again. */
  readonly #asked = new Map<string, number>();
  readonly #answered = new Map<string, number>();

  constructor(options: TurnStoreOptions) {
    this.#options = options;
  }

  take(call: Call): Promise<unknown> {
    const { machine, node, weather } = this.#options;
    const slowMs = weather.happens('store slow') ? 1_500 : 0;
    const delayMs = this.#inLane(this.#asked, call.lane, weather.delay(0.1, 12) + slowMs);
    return new Promise((resolve, reject) => {
      const settle = (outcome: Outcome): void => {
        if ('error' in outcome) reject(outcome.error);
        else resolve(outcome.value);
      };
      machine.after(delayMs, node, `store ${call.name}`, async () => {
        const outcome = await this.#run(call);
        const answerMs = this.#inLane(this.#answered, call.lane, weather.delay(0.1, 4));
        machine.after(answerMs, node, `answered ${call.name}`, () => settle(outcome));
      });
    });
  }

  async #run(call: Call): Promise<Outcome> {
    const { weather, wrote } = this.#options;
    if (weather.happens('store call lost before it ran')) return { error: lost() };
    // Outside of any agent: the driver's own timers are real.
    return asAgent(undefined, async () => {
      const outcome = await call.run().then(
        (value): Outcome => ({ value }),
        (error: unknown): Outcome => ({ error }),
      );
      if (call.isWrite) await wrote();
      return weather.happens('store answer lost after it ran') ? { error: lost() } : outcome;
    });
  }

  #inLane(lanes: Map<string, number>, lane: string | undefined, delayMs: number): number {
    const { nowMs } = this.#options.machine;
    if (lane === undefined) return delayMs;
    const dueMs = Math.max(nowMs + delayMs, lanes.get(lane) ?? 0);
    lanes.set(lane, dueMs);
    return dueMs - nowMs;
  }
}
