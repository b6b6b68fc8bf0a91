// Messages that wait to be sent, each under a key of its own, so that no tab overwrites what another one keeps (OFF-2b).
// A message belongs to the tab that wrote it, and that tab sends it. A tab holds a lock as long as it lives; whatever belongs to a tab
// without one is taken over by the next that looks. Should two send the same one all the same, its id makes it one message (MSG-2).
import type { OutboxStorage, PendingMessage } from '@parley/sdk';
import { type Database, type KeptMessage, keysOf } from './database.ts';

export type Locks = Pick<LockManager, 'request' | 'query'>;
type Waiting = readonly PendingMessage[];

export type OutboxPorts = {
  opened: Promise<Database>;
  userId: string;
  /** Names this tab, once its lock is held. */
  tab: Promise<string>;
  /** Absent where the page is not secure: then every tab sends everything. */
  locks: Locks | undefined;
  /** What an older version of the app kept elsewhere; it is forgotten there once it is here. */
  old: { read(): Waiting; forget(): void };
  /** Nothing can be kept here (now). */
  failed(error: unknown): void;
};

const lockOf = (tab: string) => `parley.tab.${tab}`;
/** A database that does not open must not hold back what is sent. */
const openMaxMs = 3_000;

export function outboxStore(ports: OutboxPorts): OutboxStorage {
  const { opened, userId, locks, failed } = ports;
  let tab = '';
  /** What this tab has there. */
  let known = new Map<string, KeptMessage>();
  let isLate = false;
  let work: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(run: () => Promise<Result>): Promise<Result> => {
    const next = work.then(run);
    work = next.catch(failed);
    return next;
  };
  const take = (old: Waiting = []) => alone(locks, () => takeOver({ ...ports, tab }, old));
  const load = inTurn(async () => {
    tab = await ports.tab;
    const old = ports.old.read();
    const kept = await take(old);
    if (old.length > 0) ports.old.forget();
    // Too late: whoever looks for what was left will find it.
    if (isLate) return [];
    known = new Map(kept.map((one) => [nameOf(one.message as PendingMessage), one]));
    return messagesOf(kept);
  }).catch(() => []);

  return {
    load: () => {
      const late = new Promise<Waiting>((resolve) => {
        setTimeout(() => {
          isLate = true;
          resolve([]);
        }, openMaxMs);
      });
      return Promise.race([load, late]);
    },
    save: (messages) => {
      const next = placed(messages, known, tab);
      const put = [...next].filter(([name, one]) => known.get(name) !== one);
      const gone = [...known.keys()].filter((name) => !next.has(name));
      known = next;
      if (put.length + gone.length === 0) return;
      void inTurn(async () => {
        const transaction = (await opened).transaction('outbox', 'readwrite', { durability: 'strict' });
        for (const name of gone) void transaction.store.delete([userId, name]);
        for (const [name, one] of put) void transaction.store.put(one, [userId, name]);
        await transaction.done;
      }).catch(() => undefined);
    },
    onLeft: (hand) => {
      const look = () => {
        if (document.visibilityState === 'hidden') return;
        const found = inTurn(async () =>
          (await take()).filter((one) => !known.has(nameOf(one.message as PendingMessage))),
        );
        // Its fault was told when the turn failed.
        found.then((left) => left.length > 0 && hand(messagesOf(left))).catch(() => undefined);
      };
      document.addEventListener('visibilitychange', look);
      window.addEventListener('online', look);
      return () => {
        document.removeEventListener('visibilitychange', look);
        window.removeEventListener('online', look);
      };
    },
  };
}

/** Forgets what somebody left unsent. */
export async function forgetOutbox(opened: Promise<Database>, userId: string): Promise<void> {
  await (await opened).delete('outbox', keysOf(userId));
}

/** Makes mine what is mine already, what nobody holds any more, and what was kept the old way. Answers all of it, in order. */
async function takeOver(
  { opened, userId, tab, locks }: Omit<OutboxPorts, 'tab'> & { tab: string },
  old: Waiting,
): Promise<KeptMessage[]> {
  const alive = new Set((await locks?.query())?.held?.map(({ name }) => name));
  const { store, done } = (await opened).transaction('outbox', 'readwrite');
  const mine: KeptMessage[] = old.map((message, place) => ({ owner: tab, place, message }));
  for (let at = await store.openCursor(keysOf(userId)); at !== null; at = await at.continue()) {
    if (at.value.owner === tab || !alive.has(lockOf(at.value.owner))) mine.push({ ...at.value, owner: tab });
  }
  mine.sort((a, b) => a.place - b.place);
  for (const one of mine) void store.put(one, [userId, nameOf(one.message as PendingMessage)]);
  await done;
  return mine;
}

/** The same messages at the same places stay the same objects. */
function placed(messages: Waiting, known: ReadonlyMap<string, KeptMessage>, owner: string): Map<string, KeptMessage> {
  const next = new Map<string, KeptMessage>();
  let last = 0;
  for (const message of messages) {
    const name = nameOf(message);
    const old = known.get(name);
    const place = old !== undefined && old.place > last ? old.place : Math.max(last + 1, Date.now());
    next.set(name, old?.message === message && old.place === place ? old : { owner, place, message });
    last = place;
  }
  return next;
}

function nameOf({ target, clientMessageId }: PendingMessage): string {
  return `${'conversationId' in target ? target.conversationId : target.recipientId} ${clientMessageId}`;
}

function messagesOf(kept: readonly KeptMessage[]): Waiting {
  return kept.map(({ message }) => message as PendingMessage);
}

/** The page that a reload replaces gives its lock back within that time. */
const reloadMaxMs = 1_000;

/** Takes the name that this tab had before a reload; a copy of a tab that still lives gets one of its own. */
export async function nameTab(locks: Locks | undefined, wanted: string): Promise<string> {
  if (locks === undefined || (await isHeld(locks, wanted))) return wanted;
  const own = crypto.randomUUID();
  await isHeld(locks, own);
  return own;
}

/** Held until the page is gone; the browser takes it back from one that crashed, too. */
function isHeld(locks: Locks, tab: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const keepIt = () => {
    resolve(true);
    return new Promise(() => {});
  };
  locks.request(lockOf(tab), { signal: AbortSignal.timeout(reloadMaxMs) }, keepIt).catch(() => resolve(false));
  return promise;
}

/** One tab at a time looks for what others left. */
function alone<Result>(locks: OutboxPorts['locks'], run: () => Promise<Result>): Promise<Result> {
  return locks === undefined ? run() : locks.request('parley.outbox', run);
}
