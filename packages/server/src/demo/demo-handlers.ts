import { foldHandle } from '@parley/core';
import type { Store } from '@parley/store';
import { openSession } from '../accounts/index.ts';
import type { Handlers } from '../api/handler.ts';
import type { Clock } from '../clock.ts';
import { refuse } from '../outcome.ts';
import { toPersonView } from '../people/index.ts';

type Deps = { store: Store; clock: Clock; hasDemo: boolean };

/** Doors into the demo world; they exist only where the operator opened one, and lead to its people alone. */
export const demoHandlers = ({ store, clock, hasDemo }: Deps): Pick<Handlers, 'demo.list' | 'demo.signIn'> => ({
  'demo.list': async () => {
    const ids = hasDemo ? await store.read.accounts.demoIds() : [];
    const [first] = ids;
    if (!first) return refuse('demo_only');
    const people = await store.read.people.forViewer(first, ids);
    return { people: ids.map((id) => toPersonView(id, people.get(id))).filter((person) => person.isAvailable) };
  },

  'demo.signIn': async (input) => {
    const found = hasDemo ? await store.read.accounts.credentials(foldHandle(input.handle.toLowerCase())) : undefined;
    return found?.isDemo ? openSession({ store, clock }, found.userId, input) : refuse('demo_only');
  },
});
