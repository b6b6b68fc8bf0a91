// Parts of a load in processes of their own, so that what each costs can be told apart.
import { type ChildProcess, fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A process that answers what it is asked, one question at a time. */
export type Helper = {
  pid: number;
  ask<Answer>(question: object): Promise<Answer>;
  /** SIGKILL ends it as a power cut would; SIGSTOP lets it stand still until SIGCONT. */
  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
  /** Kept when it is over, however that came. */
  readonly gone: Promise<void>;
  stop(): Promise<void>;
};

type Reply = { answer?: unknown; error?: string };

export function startHelper(
  name: 'node' | 'people' | 'light-people' | 'statements' | 'rows' | 'echo' | 'bare-people' | 'noting-people',
  args: readonly string[] = [],
  /** Where what it says on standard error goes: the number of an open file. Default: where ours goes. */
  errorsTo: number | 'inherit' = 'inherit',
): Helper {
  const child = fork(fileURLToPath(new URL(`${name}-process.ts`, import.meta.url)), args, {
    // As `parley start` runs a node.
    execArgv: ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=32'],
    // What is asked may hold large lists; objects as they are cost less than JSON.
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', errorsTo, 'ipc'],
  });
  const gone = new Promise<never>((_, reject) => {
    child.once('exit', (code, signal) => reject(new Error(`the ${name} process ended with ${code ?? signal}`)));
  });
  const over = gone.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    ask: async <Answer>(question: object) => {
      const reply = Promise.withResolvers<Reply>();
      child.once('message', (message) => reply.resolve(message as Reply));
      child.send(question, (error) => {
        if (error) reply.reject(error);
      });
      const { answer, error } = await Promise.race([reply.promise, gone]);
      if (error !== undefined) throw new Error(`the ${name} process: ${error}`);
      return answer as Answer;
    },
    signal: (signal) => void child.kill(signal),
    gone: over,
    stop: () => ended(child),
  };
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.disconnect();
  });
}

/** To be called once by such a process. It ends when whoever started it is gone. */
export function answerQuestions(answer: (question: never) => Promise<unknown>): void {
  process.on('message', (question) => {
    answer(question as never).then(
      (given) => process.send?.({ answer: given }),
      (error: unknown) =>
        process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.once('disconnect', () => process.exit());
}

/** Seconds of processor time that the processes and all below them have used so far. Linux alone tells; elsewhere undefined. */
export function cpuSeconds(...roots: readonly number[]): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const all = readdirSync('/proc').flatMap((entry) => (/^\d+$/.test(entry) ? (statOf(entry) ?? []) : []));
  const wanted = new Set<number>(roots);
  for (let size = 0; size !== wanted.size; ) {
    size = wanted.size;
    for (const { pid, parent } of all) if (wanted.has(parent)) wanted.add(pid);
  }
  return all.filter(({ pid }) => wanted.has(pid)).reduce((sum, { ticks }) => sum + ticks, 0) / ticksPerSecond;
}

/** As of every Linux that Node runs on. */
const ticksPerSecond = 100;

type Stat = { pid: number; parent: number; ticks: number };

function statOf(pid: string): Stat | undefined {
  try {
    // After the name, which may hold anything: state, parent, .. and the times, those of children that ended too.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
    return { pid: Number(pid), parent: Number(fields[1]), ticks };
  } catch (error) {
    // It ended between the two looks.
    if ((error as { code?: string }).code === 'ENOENT' || (error as { code?: string }).code === 'ESRCH')
      return undefined;
    throw error;
  }
}
