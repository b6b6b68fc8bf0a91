// Who listens on this node, by person.
import type { UserId } from '@parley/contract';

type Listener = (frame: string) => void;

export type Listeners = {
  tell(userId: UserId, frame: string): void;
  /** Answers how to stop; stopping twice is stopping once. */
  add(userId: UserId, listener: Listener): () => void;
  clear(): void;
};

/** An object of its own for each, so that one function given twice is told twice and stopped once. */
type Ear = { readonly listener: Listener };

/** `onLast` is called when nobody listens for a person any more. */
export function createListeners(onLast?: (userId: UserId) => void): Listeners {
  // Nearly everybody is here once: a set for each would be most of what a listener costs.
  const byUser = new Map<UserId, Ear | Set<Ear>>();
  const remove = (userId: UserId, ear: Ear): void => {
    const own = byUser.get(userId);
    if (own instanceof Set) own.delete(ear);
    else if (own !== ear) return;
    if (own instanceof Set && own.size > 0) return;
    byUser.delete(userId);
    onLast?.(userId);
  };
  return {
    tell: (userId, frame) => {
      const own = byUser.get(userId);
      if (own instanceof Set) for (const { listener } of own) listener(frame);
      else own?.listener(frame);
    },
    add: (userId, listener) => {
      const ear = { listener };
      const own = byUser.get(userId);
      if (own instanceof Set) own.add(ear);
      else byUser.set(userId, own === undefined ? ear : new Set([own, ear]));
      return () => remove(userId, ear);
    },
    clear: () => byUser.clear(),
  };
}
