// How many sockets one person may have on a node. The newest is let in, because that is where the person is now; the oldest goes, with a code that
// says "stay away": told to come back it would push out the next one, which would come back, and so on for ever.
import { closeCodes, type UserId } from '@parley/contract';
import type { SocketCounts } from './gateway.ts';
import type { Session } from './session.ts';

export class SocketLimit {
  readonly #max: number;
  readonly #counts: SocketCounts;
  /** In the order in which they came. Nearly everybody has one: a set for each would cost more than all else here. */
  readonly #byPerson = new Map<UserId, Session | Set<Session>>();

  constructor(max: number, counts: SocketCounts) {
    this.#max = max;
    this.#counts = counts;
  }

  enter(session: Session, userId: UserId): void {
    const known = this.#byPerson.get(userId);
    if (known === undefined) return void this.#byPerson.set(userId, session);
    const own = known instanceof Set ? known : new Set([known]);
    this.#byPerson.set(userId, own);
    own.add(session);
    const [oldest] = own;
    if (own.size <= this.#max || !oldest) return;
    own.delete(oldest);
    this.#counts.crowdedClosed += 1;
    oldest.close(closeCodes.tooManySockets);
  }

  leave(session: Session, userId: UserId): void {
    const own = this.#byPerson.get(userId);
    if (own instanceof Set) own.delete(session);
    if (own === session || (own instanceof Set && own.size === 0)) this.#byPerson.delete(userId);
  }

  /** People with a socket here. */
  get size(): number {
    return this.#byPerson.size;
  }
}
