import type { Store } from '@parley/store';
import { showAccount } from '../accounts/index.ts';
import type { Announcer } from '../announce/index.ts';
import type { Handlers } from '../api/index.ts';
import type { Clock } from '../clock.ts';
import { refuse } from '../outcome.ts';

type Deps = { store: Store; clock: Clock; announcer: Announcer };

export const settingsHandlers = ({
  store,
  clock,
  announcer,
}: Deps): Pick<Handlers, 'settings.get' | 'settings.update'> => ({
  'settings.get': async (_, { actor }) => (await showAccount(store.read, actor.userId, clock.now())).settings,

  'settings.update': async (patch, { actor }) => {
    const account = await showAccount(store.read, actor.userId, clock.now());
    const { choices } = account.settings;
    if (patch.messagesFrom !== undefined && !choices.messagesFrom.includes(patch.messagesFrom)) {
      return refuse(account.ageBand === 'under16' ? 'too_young' : 'choice_not_offered', { field: 'messagesFrom' });
    }
    if (patch.othersMayRequest && choices.messagesFrom.length === 0) {
      return refuse('too_young', { field: 'othersMayRequest' });
    }
    if (patch.presence && !choices.presence) return refuse('choice_not_offered', { field: 'presence' });
    await store.transaction((write) => write.settings.update(actor.userId, patch));
    announcer.notice(actor.userId, { type: 'account.changed' });
    return (await showAccount(store.read, actor.userId, clock.now())).settings;
  },
});
