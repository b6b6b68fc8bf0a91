import { headName, type LocalStore } from './local-types.ts';

/** A store that lives as long as the program: for tests, and for programs that make a client more than once. */
export function memoryLocalStore(): LocalStore {
  const entries = new Map<string, unknown>();
  return {
    load: () => Promise.resolve(new Map(entries)),
    update: async (decide) => {
      await Promise.resolve();
      const batch = decide(entries.get(headName));
      if (batch === undefined) return;
      if (batch.isWhole) entries.clear();
      for (const name of batch.removed) entries.delete(name);
      for (const [name, value] of batch.put) entries.set(name, value);
    },
    erase: () => Promise.resolve(entries.clear()),
  };
}
