import type { LocalStore } from '@parley/sdk/local';
import { type Database, keysOf } from './database.ts';

/** One person's inbox in this browser. What others left behind is erased when it is opened (OFF-1f). */
export function inboxStore(opened: Promise<Database>, userId: string): LocalStore {
  return {
    load: async () => {
      const { store, done } = (await opened).transaction('inbox', 'readwrite');
      const entries = new Map<string, unknown>();
      for (let at = await store.openCursor(); at !== null; at = await at.continue()) {
        const [owner, name] = at.key;
        if (owner === userId) entries.set(name, at.value);
        else await at.delete();
      }
      await done;
      return entries;
    },
    update: async (decide) => {
      const transaction = (await opened).transaction('inbox', 'readwrite', { durability: 'relaxed' });
      const { store } = transaction;
      const batch = decide(await store.get([userId, 'head']));
      if (batch !== undefined) {
        const work: Promise<unknown>[] = [];
        if (batch.isWhole) work.push(store.delete(keysOf(userId)));
        for (const name of batch.removed) work.push(store.delete([userId, name]));
        for (const [name, value] of batch.put) work.push(store.put(value, [userId, name]));
        await Promise.all(work);
      }
      await transaction.done;
    },
    erase: async () => (await opened).delete('inbox', keysOf(userId)),
    onLeaving: (run) => {
      const onHidden = () => document.visibilityState === 'hidden' && run();
      document.addEventListener('visibilitychange', onHidden);
      window.addEventListener('pagehide', run);
      return () => {
        document.removeEventListener('visibilitychange', onHidden);
        window.removeEventListener('pagehide', run);
      };
    },
  };
}
