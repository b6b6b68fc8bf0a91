// What happens by the clock. Nothing here decides anything: expiry and age are judged when read, jobs tell and tidy up.
import { limits } from '@parley/contract';
import type { Bus, Gateway } from '@parley/realtime';
import { type MediaDeps, sweepIncoming, sweepMedia } from '../media/index.ts';
import { createInStep, createRevocationWatch } from '../nodes/index.ts';
import { expireFiltered, type RequestsDeps } from '../requests/index.ts';
import type { SearchIndexer } from '../search/index.ts';

type Deps = RequestsDeps &
  MediaDeps & { gateway: Gateway; bus: Bus; searchIndexer: SearchIndexer; incomingDir: string | undefined };

const every = {
  /** Ended sessions take hold on every node within a second, whatever became of the bus. */
  revocationsMs: 500,
  inStepMs: 1_000,
  presenceMs: 30_000,
  /** What another node stored and did not index, because it is gone. */
  sweepMs: 300_000,
  /** MSG-7: what was unsent is gone from storage within a minute, also where a server died over it. */
  mediaMs: 30_000,
  tidyMs: 3_600_000,
} as const;

export type Jobs = { stop(): Promise<void> };

export function startJobs(deps: Deps): Jobs {
  const { store, clock, gateway, searchIndexer, onFault } = deps;
  const jobs = [
    repeat(every.revocationsMs, createRevocationWatch(deps)),
    repeat(every.inStepMs, createInStep(deps)),
    repeat(every.presenceMs, async () => {
      const connected = gateway.userIds();
      if (connected.length > 0) await store.transaction((write) => write.presence.touch(connected, clock.now()));
    }),
    repeat(every.tidyMs, () =>
      store.transaction(async (write) => {
        await write.sessions.tidy(clock.now());
        await write.attempts.tidy(clock.now() - limits.dayMs);
        await write.admission.tidy(clock.now() - 2 * limits.dayMs, clock.now() - limits.lookupMs);
        await write.accounts.eraseDue(clock.now());
      }),
    ),
    repeat(every.tidyMs, () => expireFiltered(deps)),
    repeat(every.mediaMs, () => sweepMedia(deps)),
    repeat(every.tidyMs, async () => {
      if (deps.incomingDir !== undefined) await sweepIncoming(deps.incomingDir);
    }),
    repeat(every.sweepMs, () => searchIndexer.sweep()),
  ];

  /** Never two runs of one job at a time; a fault is told, and the next run tries again. */
  function repeat(ms: number, work: () => Promise<void>): Jobs {
    let running: Promise<void> = Promise.resolve();
    let isRunning = false;
    const timer = setInterval(() => {
      if (isRunning) return;
      isRunning = true;
      running = work()
        .catch(onFault)
        .finally(() => {
          isRunning = false;
        });
    }, ms);
    return {
      stop: () => {
        clearInterval(timer);
        return running;
      },
    };
  }

  return {
    stop: async () => {
      await Promise.all(jobs.map((job) => job.stop()));
    },
  };
}
