import { foldHandle } from '@parley/core';
import type { Store } from '@parley/store';
import { openSession } from '../accounts/index.ts';
import type { Handlers } from '../api/index.ts';
import type { Clock } from '../clock.ts';
import { refuse } from '../outcome.ts';
import { toPersonView } from '../people/index.ts';

type Deps = { store: Store; clock: Clock; hasDemo: boolean };

/** Doors into the demo world; they exist only where the operator opened one, and lead to its people alone. */
export const demoHandlers = ({ store, clock, hasDemo }: Deps): Pick<Handlers, 'demo.list' | 'demo.signIn'> => ({
  'demo.list': async () => {
    const ids = hasDemo ? await store.read.accounts.demoIds() : [];
    if (ids.length === 0) return refuse('demo_only');
    // Each as they see themselves: whoever stands at this door is nobody yet, whom nobody has blocked.
    const people = await Promise.all(
      ids.map(async (id) => toPersonView(id, (await store.read.people.forViewer(id, [id])).get(id))),
    );
    return { people: people.filter((person) => person.isAvailable) };
  },

  'demo.signIn': async (input) => {
    const found = hasDemo ? await store.read.accounts.credentials(foldHandle(input.handle)) : undefined;
    return found?.isDemo ? openSession({ store, clock }, found.userId, input) : refuse('demo_only');
  },
});
