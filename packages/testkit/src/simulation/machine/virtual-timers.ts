// While a simulation runs, the timers of whatever runs as an agent are events of its machine. The shipped code calls the timers of its
// platform and has no switch for this; everything outside an agent (the database driver, the test runner) keeps the real ones.
import { type Agent, currentAgent, type Machine, type Planned } from './machine.ts';

type Callback = (...args: unknown[]) => unknown;

/** As much of a Node timer as anybody uses. */
class VirtualTimer {
  #planned: Planned | undefined;
  readonly #plan: () => Planned;

  constructor(plan: () => Planned) {
    this.#plan = plan;
    this.refresh();
  }

  refresh(): this {
    this.close();
    this.#planned = this.#plan();
    return this;
  }

  close(): void {
    this.#planned?.cancel();
    this.#planned = undefined;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }
}

/** Puts virtual timers in place; answers how to put the real ones back. */
export function useVirtualTimers(machine: Machine): () => void {
  const real = { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate };
  const timer = (agent: Agent, ms: number, name: string, run: () => void): VirtualTimer =>
    new VirtualTimer(() => machine.after(ms, agent, name, run));
  const forAgent =
    (usual: Callback, virtual: (agent: Agent, run: () => void, ms: number) => unknown) =>
    (run: Callback, ms?: number, ...args: unknown[]): unknown => {
      const agent = currentAgent();
      if (agent === undefined) return usual(run, ms, ...args);
      return virtual(agent, () => run(...args), Math.max(1, ms ?? 1));
    };
  const clear =
    (usual: Callback) =>
    (handle: unknown): void => {
      if (handle instanceof VirtualTimer) handle.close();
      else usual(handle);
    };
  const stand = {
    setTimeout: forAgent(real.setTimeout as Callback, (agent, run, ms) => timer(agent, ms, 'timer', run)),
    setInterval: forAgent(real.setInterval as Callback, (agent, run, ms) => {
      const again: VirtualTimer = timer(agent, ms, 'interval', () => {
        again.refresh();
        run();
      });
      return again;
    }),
    setImmediate: (run: Callback, ...args: unknown[]): unknown => {
      const agent = currentAgent();
      if (agent === undefined) return (real.setImmediate as (...all: unknown[]) => unknown)(run, ...args);
      return timer(agent, 0, 'immediate', () => run(...args));
    },
    clearTimeout: clear(real.clearTimeout as Callback),
    clearInterval: clear(real.clearInterval as Callback),
    clearImmediate: clear(real.clearImmediate as Callback),
  };
  Object.assign(globalThis, stand);
  return () => void Object.assign(globalThis, real);
}
