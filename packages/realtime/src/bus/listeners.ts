// Who listens on this node, by person.
import type { UserId } from '@parley/contract';

type Listener = (frame: string) => void;

export type Listeners = {
  tell(userId: UserId, frame: string): void;
  /** Answers how to stop; stopping twice is stopping once. */
  add(userId: UserId, listener: Listener): () => void;
  clear(): void;
};

/** `onLast` is called when nobody listens for a person any more. */
export function createListeners(onLast?: (userId: UserId) => void): Listeners {
  const byUser = new Map<UserId, Set<Listener>>();
  return {
    tell: (userId, frame) => {
      for (const listener of byUser.get(userId) ?? []) listener(frame);
    },
    add: (userId, listener) => {
      const own = byUser.get(userId) ?? new Set();
      byUser.set(userId, own);
      // Wrapped, so that one function given twice is told twice and stopped once.
      const wrapped: Listener = (frame) => listener(frame);
      own.add(wrapped);
      return () => {
        own.delete(wrapped);
        if (own.size > 0 || byUser.get(userId) !== own) return;
        byUser.delete(userId);
        onLast?.(userId);
      };
    },
    clear: () => byUser.clear(),
  };
}
