// NODE-4: how a node goes while others stay.
import type { Gateway } from '@parley/realtime';
import type { RequestsUnderWay } from './requests-under-way.ts';

export type Leaving = {
  /**
   * Before `close`, where other nodes go on: takes no new sockets, sends those that there are to other nodes, spread over `overMs`, and settles
   * when all that was asked is answered.
   */
  drain(overMs: number): Promise<void>;
  isDraining(): boolean;
};

/** How long requests that are under way may take. */
const answersMs = 15_000;

type Deps = {
  gateway: Pick<Gateway, 'drain' | 'isDraining'>;
  requests: RequestsUnderWay;
  queues: readonly { idle(): Promise<void> }[];
};

export const createLeaving = ({ gateway, requests, queues }: Deps): Leaving => ({
  drain: async (overMs) => {
    await gateway.drain(overMs);
    await requests.finish(answersMs);
    await Promise.all(queues.map((queue) => queue.idle()));
  },
  isDraining: () => gateway.isDraining(),
});
