// A process that is started again whenever it ended, as a supervisor does, until it is over.
import { setTimeout as delay } from 'node:timers/promises';
import { runWhenGone } from '@parley/store/embedded';
import type { Helper } from '@parley/testkit/load';

export type KeptRunning = {
  readonly isUp: boolean;
  helper(): Helper;
  /** Ends it as a power cut would, and lets it lie for that long. Kept when it is up again. */
  kill(forMs: number): Promise<void>;
  /** Stands still with all its connections open. */
  pause(forMs: number): Promise<void>;
  close(): Promise<void>;
};

type KeptRunningOptions = {
  name: string;
  launch(): Helper;
  /** What makes it useful; tried again with a new process when it fails. `starts`: how often it was before. */
  begin(helper: Helper, starts: number): Promise<void>;
  /** It ended although nobody ended it. */
  died(what: string): void;
};

const tryEveryMs = 300;

export async function keepRunning({ name, launch, begin, died }: KeptRunningOptions): Promise<KeptRunning> {
  let current: Helper;
  let isUp = false;
  let isOver = false;
  let starts = 0;
  const start = async (): Promise<void> => {
    while (!isOver) {
      const helper = launch();
      current = helper;
      try {
        await begin(helper, starts);
        starts += 1;
        isUp = true;
        return watch(helper);
      } catch {
        // The database is away, for one: as with any supervisor, the next try follows.
        starts += 1;
        helper.signal('SIGKILL');
        await delay(tryEveryMs);
      }
    }
  };
  const watch = (helper: Helper): void => {
    void helper.gone.then(() => {
      if (!isUp || current !== helper) return;
      isUp = false;
      died(`${name} ended by itself`);
      void start();
    });
  };
  const stop = async (): Promise<void> => {
    isUp = false;
    current.signal('SIGKILL');
    await current.gone;
  };
  await start();
  return {
    get isUp() {
      return isUp;
    },
    helper: () => current,
    kill: async (forMs) => {
      await stop();
      await delay(forMs);
      await start();
    },
    pause: async (forMs) => {
      const helper = current;
      // What stands still would not notice that this process is gone.
      const watch = runWhenGone(['kill', '-CONT', String(helper.pid)]);
      helper.signal('SIGSTOP');
      await delay(forMs);
      helper.signal('SIGCONT');
      watch.kill('SIGKILL');
    },
    close: async () => {
      isOver = true;
      await stop();
    },
  };
}
