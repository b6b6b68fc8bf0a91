// Keeps what is shown between two starts, and shows it again at once. Its rules: see README.md beside this file.
import type { Conversation } from '@parley/contract';
import type { Clock, Timer } from '../clock.ts';
import type { Logs } from '../conversations/index.ts';
import type { InboxList, Rows } from '../inbox/index.ts';
import type { Me } from '../me.ts';
import { entriesOf, headOf, type Kept, keptIn } from './kept.ts';
import { headName, type LocalBatch, type LocalEntries, type LocalStore } from './local-types.ts';

/** What a client tells its keeper. */
export type Keeping = Pick<Keeper, 'changed' | 'open' | 'close' | 'forget'>;

/** Made for a client when it starts; it may come late. */
export type Keep = (state: KeeperDeps) => Keeping;

/** Keeps a client's inbox in `store`: `createClient({ keep: keepIn(store) })`. */
export function keepIn(store: LocalStore): Keep {
  return (state) => new Keeper(state, store);
}

/** Writing waits until so long after the first change: a storm of changes is one transaction. */
const gatherMs = 1_000;

export type KeeperDeps = {
  clock: Clock;
  me: Me;
  rows: Rows;
  logs: Logs;
  inbox: InboxList;
  /** Rows stand at an older revision than the server told of. */
  fellBehind(): void;
  /** Names this client among those that use the same store. */
  writer: string;
  /** The store is given up for this client's life. */
  failed(error: unknown): void;
};

class Keeper {
  readonly #deps: KeeperDeps;
  readonly #stopListening: (() => void) | undefined;
  /** Undefined: none, or given up. */
  #store: LocalStore | undefined;
  /** What is in the store, as long as nobody wrote after the write named `#stamp`. */
  #written: LocalEntries = new Map();
  #stamp: string | undefined;
  #count = 0;
  #isLoaded = false;
  #isWriting = false;
  #isClosed = false;
  #timer: Timer | undefined;

  constructor(deps: KeeperDeps, store: LocalStore) {
    this.#deps = deps;
    this.#store = store;
    this.#stopListening = store.onLeaving?.(() => void this.#write());
    void this.#load();
  }

  /** Something that is shown changed. */
  changed(): void {
    if (this.#store === undefined || this.#isClosed) return;
    if (this.#timer !== undefined) return;
    this.#timer = this.#deps.clock.setTimer(gatherMs, () => {
      this.#timer = undefined;
      void this.#write();
    });
  }

  open(): void {
    this.#isClosed = false;
  }

  close(): void {
    this.#isClosed = true;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Nobody is signed in here any more: nothing of them stays. */
  forget(): void {
    const store = this.#store;
    this.#giveUp();
    store?.erase().catch((error: unknown) => this.#deps.failed(error));
  }

  async #load(): Promise<void> {
    const { me, clock } = this.#deps;
    const store = this.#store;
    if (store === undefined) return;
    try {
      const entries = await store.load();
      const kept = keptIn(entries, { me: me.id, nowMs: clock.now() });
      if (kept === undefined && entries.size > 0) await store.erase();
      if (this.#store === undefined) return;
      if (kept !== undefined) {
        this.#stamp = kept.head.stamp;
        this.#written = entries;
        this.#show(kept);
      }
      this.#isLoaded = true;
      this.changed();
    } catch (error) {
      this.#fail(error);
    }
  }

  #show(kept: Kept): void {
    const { head, rows, logs } = kept;
    const deps = this.#deps;
    if (!deps.me.learn(head.me)) return;
    const { rev } = deps.rows;
    // A server that stands before it was restored from a backup.
    if (rev !== undefined && rev < head.rev) return;
    // Where the server was quicker, its rows and its counts are worth more. The others are as of `head.rev`: the catch-up begins there,
    // and passes by what is newer already.
    const missing = rows.filter(({ id }) => deps.rows.current(id) === undefined);
    deps.rows.heal(head.rev, missing, deps.inbox.end === undefined ? head.counts : deps.rows.counts);
    deps.inbox.restore(head.end);
    for (const { id, rev: rowRev } of rows) {
      const log = logs.get(id);
      if (log !== undefined && deps.rows.get(id)?.rev === rowRev) deps.logs.restore(id, log);
    }
    if (rev !== undefined) deps.fellBehind();
  }

  async #write(): Promise<void> {
    const entries = this.#isWriting || !this.#isLoaded || this.#isClosed ? undefined : this.#entries();
    if (entries === undefined || this.#store === undefined || this.#isSame(entries)) return;
    this.#isWriting = true;
    try {
      await this.#store.update((stored) => this.#decide(stored, entries));
      this.#isWriting = false;
      // What changed meanwhile found this one under way.
      this.changed();
    } catch (error) {
      this.#isWriting = false;
      this.#fail(error);
    }
  }

  #decide(stored: unknown, entries: LocalEntries): LocalBatch | undefined {
    if (this.#store === undefined || this.#isClosed) return undefined;
    // It was there, and somebody erased it: whoever signs out in another tab means this one too.
    if (stored === undefined && this.#stamp !== undefined) {
      this.#giveUp();
      return undefined;
    }
    const head = headOf(entries.get(headName));
    if (head === undefined) return undefined;
    const other = headOf(stored);
    const isMine = other !== undefined && other.stamp === this.#stamp;
    if (!isMine && other?.me === head.me && other.rev >= head.rev) return undefined;
    const put = new Map([...entries].filter(([name, value]) => !isMine || this.#written.get(name) !== value));
    const removed = isMine ? [...this.#written.keys()].filter((name) => !entries.has(name)) : [];
    this.#stamp = head.stamp;
    this.#written = entries;
    return { isWhole: !isMine, put, removed };
  }

  /** Undefined while it is not one consistent whole: it will be, after the next answer. */
  #entries(): LocalEntries | undefined {
    const { rows, logs, inbox, me, clock } = this.#deps;
    const { end } = inbox;
    if (me.id === undefined || rows.rev === undefined || end === undefined || !rows.isWhole) return undefined;
    const keptLogs = logs.newest();
    const keptRows = new Map<string, Conversation>(inbox.reached(end).map((row) => [row.id, row]));
    for (const id of keptLogs.keys()) {
      const row = rows.get(id);
      if (row === undefined) keptLogs.delete(id);
      else keptRows.set(id, row);
    }
    const { rev, counts } = rows;
    this.#count += 1;
    const stamp = `${this.#deps.writer} ${this.#count}`;
    const head = { me: me.id, stamp, rev, counts, end, savedAtMs: clock.now() };
    return entriesOf({ head, rows: [...keptRows.values()], logs: keptLogs });
  }

  #isSame(entries: LocalEntries): boolean {
    const [now, then] = [headOf(entries.get(headName)), headOf(this.#written.get(headName))];
    if (now?.rev !== then?.rev || now?.counts !== then?.counts || now?.end !== then?.end) return false;
    if (entries.size !== this.#written.size) return false;
    return [...entries].every(([name, value]) => name === headName || this.#written.get(name) === value);
  }

  #fail(error: unknown): void {
    if (this.#store === undefined) return;
    const store = this.#store;
    this.#giveUp();
    this.#deps.failed(error);
    // What is there grows old from now on.
    store.erase().catch((again: unknown) => this.#deps.failed(again));
  }

  #giveUp(): void {
    this.#store = undefined;
    this.#stopListening?.();
    this.close();
  }
}
