// How news for a person reaches the nodes where that person's sessions are. At most once: what is lost here is noticed by its revision and healed.
import type { UserId } from '@parley/contract';

export type Bus = {
  /** Hands a frame, as its JSON text, to every session of the user on every node. */
  publish(userId: UserId, frame: string): void;
  /** Listens for a user's frames. Once the promise is settled, everything that is published from then on arrives. */
  subscribe(userId: UserId, listener: (frame: string) => void): Promise<Unsubscribe>;
  close(): Promise<void>;
};

export type Unsubscribe = () => void;

/** The bus of a single node. */
export function createLocalBus(): Bus {
  const listeners = new Map<UserId, Set<(frame: string) => void>>();
  return {
    publish: (userId, frame) => {
      for (const listener of listeners.get(userId) ?? []) listener(frame);
    },
    subscribe: (userId, listener) => {
      const own = listeners.get(userId) ?? new Set();
      listeners.set(userId, own);
      own.add(listener);
      return Promise.resolve(() => {
        own.delete(listener);
        if (own.size === 0 && listeners.get(userId) === own) listeners.delete(userId);
      });
    },
    close: () => {
      listeners.clear();
      return Promise.resolve();
    },
  };
}
