// People of a gate, made straight in the store: hashing a password takes longer than most of what is measured.
import type { UserId } from '@parley/contract';
import type { Store } from '@parley/store';
import { createPerson, type PersonOptions } from '@parley/testkit';

export type GatePerson = { id: UserId; handle: string; token: string };
export type GatePeople = {
  person(options?: PersonOptions): Promise<GatePerson>;
  /** Makes the two follow each other. */
  befriend(a: GatePerson, b: GatePerson): Promise<void>;
};

export function peopleOf(store: Store): GatePeople {
  const clock = { now: () => Date.now() };
  let count = 0;
  return {
    person: async (options) => {
      count += 1;
      // No two handles may look alike, and digits look like letters.
      const handle = `g${count.toString(8).replace(/[01]/g, (digit) => (digit === '0' ? 'x' : 'y'))}.gate`;
      return { handle, ...(await createPerson({ store }, clock, handle, options)) };
    },
    befriend: async (a, b) => {
      const follow = { following: 'yes', atMs: clock.now() } as const;
      await store.transaction(async (write) => {
        await write.graph.setFollowing({ followerId: a.id, followeeId: b.id, ...follow });
        await write.graph.setFollowing({ followerId: b.id, followeeId: a.id, ...follow });
      });
    },
  };
}
