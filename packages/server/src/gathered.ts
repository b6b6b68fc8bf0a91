// When everybody comes at once, what each of them needs is read in sets, and no more is under way than keeps the database busy: whoever else
// asks something in between waits behind a few readings, not behind thousands.
import { StoreFault } from '@parley/store';

/** What waits beyond this is refused at once: nobody would still be there for the answer. */
const waitingMax = 20_000;

const tooMany = (): StoreFault => new StoreFault('busy', new Error('too many are waiting to be read'));

type Asked<Key, Value> = { key: Key; resolve(value: Value): void; reject(error: unknown): void };

/**
 * Asks one by one of a reading that answers many, in their order: what is asked while an answer is under way is the next question, so that a lone
 * one waits for nobody.
 */
export function gathered<Key, Value>(
  read: (keys: readonly Key[]) => Promise<readonly Value[]>,
  atOnceMax = 200,
): (key: Key) => Promise<Value> {
  let waiting: Asked<Key, Value>[] = [];
  let isReading = false;
  const readAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const now = waiting.slice(0, atOnceMax);
      waiting = waiting.slice(atOnceMax);
      try {
        const values = await read(now.map(({ key }) => key));
        for (const [at, { resolve }] of now.entries()) resolve(values[at] as Value);
      } catch (error) {
        for (const { reject } of now) reject(error);
      }
    }
    isReading = false;
  };
  return (key) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= waitingMax) return reject(tooMany());
      waiting.push({ key, resolve, reject });
      if (isReading) return;
      isReading = true;
      // A microtask later, so that all that came in one read of a socket is one question.
      void Promise.resolve().then(readAll);
    });
}

/** Does so many things at once at the most, in the order in which they were asked for. */
export function inTurns(atOnceMax: number): <T>(work: () => Promise<T>) => Promise<T> {
  let underWay = 0;
  // A set keeps the order too, and gives up its first without moving the others.
  const waiting = new Set<() => void>();
  const leave = (): void => {
    const [begin] = waiting;
    if (!begin) {
      underWay -= 1;
      return;
    }
    waiting.delete(begin);
    begin();
  };
  return async (work) => {
    if (underWay < atOnceMax) underWay += 1;
    else if (waiting.size >= waitingMax) throw tooMany();
    else await new Promise<void>((resolve) => void waiting.add(resolve));
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
