import { fillInbox } from '@parley/testkit/volume';
import type { Bench } from './bench.ts';
import { runPages } from './pages.ts';

export const inboxBench: Bench = {
  about: 'the first page of 30 of inboxes of any size',
  run: () =>
    runPages({
      name: 'an inbox of 30 out of',
      unit: 'conversations',
      sizes: [100, 10_000, 100_000],
      prepare: async (world, conversationCount) => {
        const { id, token } = await world.person('reader');
        await fillInbox(world.address, { userId: id, conversationCount, nowMs: world.clock.now() });
        return { token, method: 'inbox.list', body: () => ({ limit: 30 }) };
      },
    }),
};
