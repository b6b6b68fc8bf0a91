import { say } from '@parley/testkit';
import { fillConversation } from '@parley/testkit/volume';
import type { Bench } from './bench.ts';
import { runPages } from './pages.ts';

/** A step that visits places all over the history, the same ones in each run. */
const stride = 7_919;

export const historyBench: Bench = {
  about: 'a page of 50 anywhere in histories of any size',
  run: () =>
    runPages({
      name: 'a page of 50 out of',
      unit: 'messages',
      sizes: [1_000, 1_000_000],
      prepare: async (world, messageCount) => {
        const [a, b] = [await world.person('reader'), await world.person('friend')];
        await world.befriend(a, b);
        await say(a, b, 'Hello');
        const { conversationId } = await say(b, a, 'Hello');
        await fillConversation(world.address, {
          conversationId,
          between: [a.id, b.id],
          messages: messageCount - 2,
          endMs: world.clock.now(),
        });
        const seqAt = (turn: number): number => 51 + ((Math.abs(turn) * stride) % (messageCount - 51));
        return {
          token: a.token,
          method: 'messages.list',
          body: (turn) => ({ conversationId, beforeSeq: seqAt(turn), limit: 50 }),
        };
      },
    }),
};
