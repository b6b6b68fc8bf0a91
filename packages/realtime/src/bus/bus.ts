// How news for a person reaches the nodes where that person's sessions are. At most once: what is lost here is noticed by its revision and healed.
import type { UserId } from '@parley/contract';
import { createListeners } from './listeners.ts';

export type Bus = {
  /** Hands a frame, as its JSON text, to every session of the user on every node. */
  publish(userId: UserId, frame: string): void;
  /** Listens for a user's frames. Once the promise is settled, everything that is published from then on arrives. */
  subscribe(userId: UserId, listener: (frame: string) => void): Promise<Unsubscribe>;
  /** False while what other nodes publish does not come: then nobody may wait to be told. */
  isWhole(): boolean;
  /** Tells that frames of other nodes may have been lost, and that those from now on come again. */
  onGap(listener: () => void): Unsubscribe;
  /** What was published has left by then, as far as there is a way. */
  close(): Promise<void>;
};

export type Unsubscribe = () => void;

/** The bus of a single node, which loses nothing. */
export function createLocalBus(): Bus {
  const listeners = createListeners();
  return {
    publish: (userId, frame) => listeners.tell(userId, frame),
    subscribe: (userId, listener) => Promise.resolve(listeners.add(userId, listener)),
    isWhole: () => true,
    onGap: () => () => undefined,
    close: () => {
      listeners.clear();
      return Promise.resolve();
    },
  };
}
