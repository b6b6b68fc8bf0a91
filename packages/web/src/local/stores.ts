// What of one person lives in this browser: what the SDK keeps, as soon as the database is there, and who it is.
import type { Account } from '@parley/contract';
import type { Keep, Keeping, OutboxStorage } from '@parley/sdk';
import { keep, readKept } from '../app/storage.ts';

const load = () => import('./opened.ts');
let opening: ReturnType<typeof load> | undefined;
const open = () => (opening ??= load());

export type Stores = { outboxStorage: OutboxStorage; keep: Keep };

/** Told where it can be looked up, and nowhere else: the app goes on as if nothing had been kept (OFF-1h). */
export function reportStorage(error: unknown): void {
  globalThis.reportError(error);
}

/** Where a client of `userId` keeps what outlives it. */
export function storesOf(userId: string): Stores {
  const outbox = open().then(({ openOutbox }) => openOutbox(userId, reportStorage));
  return {
    outboxStorage: {
      load: async () => {
        try {
          return await (await outbox).load();
        } catch (error) {
          reportStorage(error);
          return [];
        }
      },
      save: (messages) => void outbox.then((storage) => storage.save(messages)).catch(reportStorage),
      onLeft: (take) => later(outbox, (storage) => storage.onLeft?.(take)),
    },
    keep: (state) => {
      const keeper = open().then(({ keepInbox }) => keepInbox(userId)(state));
      keeper.catch(reportStorage);
      // It may be there late, or never; what is told to it before is told then.
      const tell = (what: keyof Keeping) => () =>
        void keeper.then(
          (there) => there[what](),
          () => undefined,
        );
      return { changed: tell('changed'), open: tell('open'), close: tell('close'), forget: tell('forget') };
    },
  };
}

/** Forgets what is shown of somebody; what they wrote and did not send stays theirs, if `isEnded` (ACC-5). */
export function forgetPerson(userId: string, { isEnded }: { isEnded: boolean }): void {
  keep('account', undefined);
  open()
    .then(({ erasePerson }) => erasePerson(userId, isEnded))
    .catch(reportStorage);
}

/** Who is signed in at this browser, as far as it knows. */
export function readKeptAccount(): Account | undefined {
  const text = readKept('account');
  if (text === undefined) return undefined;
  try {
    const account = JSON.parse(text) as Account | null;
    return typeof account?.person?.id === 'string' ? account : undefined;
  } catch {
    // Cut off while it was written: the server will tell.
    return undefined;
  }
}

export function keepAccount(account: Account): void {
  keep('account', JSON.stringify(account));
}

/** Listens once there is something to listen to. */
function later<Source>(source: Promise<Source>, listen: (source: Source) => (() => void) | undefined): () => void {
  let isOver = false;
  let stop: (() => void) | undefined;
  source.then((there) => {
    if (!isOver) stop = listen(there);
  }, reportStorage);
  return () => {
    isOver = true;
    stop?.();
  };
}
