// The rows of my conversations that are loaded, each as of its own revision, and how many conversations hold something unread.
// Invariant: a row shows every change of it up to `rev`, the revision that updates have reached. It may be newer, where it was asked
// for: updates up to its own revision then pass it by, so that none applies twice.
import { type Conversation, type ConversationId, limits } from '@parley/contract';
import type { Clock } from '../clock.ts';
import { MuteEnds } from './mute-ends.ts';

/** Of all conversations, also those not loaded. */
export type InboxCounts = {
  readonly unreadConversationCount: number;
  readonly requestCount: number;
  readonly filteredCount: number;
};

/** As the server tells them: with the time at which they change by themselves. */
type ToldCounts = InboxCounts & { readonly unreadChangesAt?: string | undefined };

/** What changed since it was last taken. */
export type Changed = { take(): ReadonlySet<ConversationId> | 'all' };

type RowsDeps = {
  clock: Clock;
  changed(): void;
  /** A mute is over by the clock here: the server counts again. */
  muteEnded(): void;
};

export class Rows {
  readonly #rows = new Map<ConversationId, Conversation>();
  /** Rows that are shown, but missed changes. */
  readonly #stale = new Set<ConversationId>();
  readonly #deps: RowsDeps;
  readonly #followers: { ids: Set<ConversationId>; isAll: boolean }[] = [];
  readonly #muteEnds: MuteEnds;
  #rev: number | undefined;
  #newestRev = 0;
  #counts: InboxCounts = { unreadConversationCount: 0, requestCount: 0, filteredCount: 0 };
  #uncountedRev = 0;
  #version = 0;
  #epoch = 0;

  constructor(deps: RowsDeps) {
    this.#deps = deps;
    this.#muteEnds = new MuteEnds(deps.clock, (ids) => this.#endMutes(ids));
  }

  /** Undefined until a welcome or the first page of the inbox told it. */
  get rev(): number | undefined {
    return this.#rev;
  }

  /** The newest revision of any row. */
  get newestRev(): number {
    return this.#newestRev;
  }

  /** The same object until one of them changed. */
  get counts(): InboxCounts {
    return this.#counts;
  }

  /** Whether a row came that was newer than the count, so that nobody knows if it is in it, and updates have come that far now. */
  get needsRecount(): boolean {
    return this.#uncountedRev > 0 && this.#uncountedRev <= (this.#rev ?? 0);
  }

  /** Another number after each change of any row. */
  get version(): number {
    return this.#version;
  }

  /** Changes with `start`: what was asked for before may be older than `rev` without anyone noticing, so it is asked for again. */
  get epoch(): number {
    return this.#epoch;
  }

  /** Whether no row is known to have missed changes. */
  get isWhole(): boolean {
    return this.#stale.size === 0;
  }

  get(id: ConversationId): Conversation | undefined {
    return this.#rows.get(id);
  }

  /** The row, unless it missed changes: then no update can be applied to it. */
  current(id: ConversationId): Conversation | undefined {
    return this.#stale.has(id) ? undefined : this.#rows.get(id);
  }

  all(): Iterable<Conversation> {
    return this.#rows.values();
  }

  /** Tells which rows changed, so that a list need not look at all of them. */
  follow(): Changed {
    const follower = { ids: new Set<ConversationId>(), isAll: true };
    this.#followers.push(follower);
    return {
      take: () => {
        const taken = follower.isAll ? 'all' : follower.ids;
        follower.ids = new Set();
        follower.isAll = false;
        return taken;
      },
    };
  }

  /** There is a connection. */
  wake(): void {
    this.#muteEnds.wake();
  }

  close(): void {
    this.#muteEnds.close();
  }

  /** Starts at a revision about whose past nothing is known: only `kept` rows stay, to be asked for again. */
  start(rev: number, kept: readonly ConversationId[]): void {
    const rows = kept.flatMap((id) => this.#rows.get(id) ?? []);
    this.#rows.clear();
    this.#stale.clear();
    for (const row of rows) this.#doubt(row);
    this.#rev = rev;
    this.#newestRev = 0;
    this.#uncountedRev = 0;
    this.#epoch += 1;
    for (const follower of this.#followers) follower.isAll = true;
    this.#touch();
  }

  /** These rows are shown, but not to be trusted until they are read anew. */
  doubt(ids: readonly ConversationId[]): void {
    for (const row of ids.flatMap((id) => this.#rows.get(id) ?? [])) this.#doubt(row);
    this.#touch();
  }

  setCounts(counts: ToldCounts): void {
    this.#setCounts(counts);
    this.#touch();
  }

  /** Takes a row that was asked for. */
  accept(row: Conversation): void {
    const old = this.current(row.id);
    const isAhead = this.#rev !== undefined && row.rev > this.#rev;
    if (!this.#set(row)) return;
    // Whether the count knows of it too, nobody can tell.
    if (old?.mute !== undefined && row.mute === undefined) this.#deps.muteEnded();
    if (!isAhead) return;
    // What the updates that pass it by would have done to the count is done now.
    if (old !== undefined) this.#count(old, row);
    else this.#uncountedRev = Math.max(this.#uncountedRev, row.rev);
  }

  /** Takes what an update made of some rows. */
  advance(rev: number, rows: Iterable<Conversation>): void {
    this.#rev = rev;
    for (const row of rows) {
      this.#count(this.#rows.get(row.id), row);
      this.#set({ ...row, rev });
    }
    this.#touch();
  }

  /** Takes an answer of `inbox.changes`, whose count is of `rev`. */
  heal(rev: number, rows: Iterable<Conversation>, counts: ToldCounts): void {
    this.#rev = rev;
    this.#setCounts(counts);
    for (const row of rows) this.#set(row);
    this.#uncountedRev = this.#newestRev > rev ? this.#newestRev : 0;
    this.#touch();
  }

  /** INB-2: requests and blocked conversations do not count, nor what is muted or archived. The former are told by the server alone: any change of one is asked for. */
  #count(before: Conversation | undefined, after: Conversation): void {
    const moved = Number(isCounted(after)) - Number(before !== undefined && isCounted(before));
    if (moved === 0) return;
    const { unreadConversationCount } = this.#counts;
    // It may be more than these, so what is left when one goes is the server's to say.
    if (unreadConversationCount >= limits.inboxCountMax) {
      if (moved < 0) this.#uncountedRev = Math.max(this.#uncountedRev, after.rev, this.#rev ?? 0);
      return;
    }
    this.#counts = { ...this.#counts, unreadConversationCount: unreadConversationCount + moved };
  }

  #setCounts({ unreadConversationCount, requestCount, filteredCount, unreadChangesAt }: ToldCounts): void {
    this.#counts = { unreadConversationCount, requestCount, filteredCount };
    this.#muteEnds.noteCount(unreadChangesAt);
  }

  #set(row: Conversation): boolean {
    const old = this.#rows.get(row.id);
    if (old !== undefined && old.rev > row.rev) return false;
    this.#stale.delete(row.id);
    if (old !== undefined && isEqual(old, row)) return false;
    this.#put(row);
    this.#newestRev = Math.max(this.#newestRev, row.rev);
    this.#touch();
    return true;
  }

  /** It counts as old, whatever it says: a server that lost revisions gives them out again. */
  #doubt(row: Conversation): void {
    this.#rows.set(row.id, { ...row, rev: 0 });
    this.#stale.add(row.id);
  }

  #put(row: Conversation): void {
    this.#rows.set(row.id, row);
    this.#muteEnds.note(row);
    for (const { ids } of this.#followers) ids.add(row.id);
  }

  /** The row tells it at once; unloaded ones may count too by now, so the server is asked. */
  #endMutes(ids: readonly ConversationId[]): void {
    for (const id of ids) {
      const row = this.#rows.get(id);
      if (row === undefined) continue;
      const { mute: _mute, ...unmuted } = row;
      this.#count(row, unmuted);
      this.#put(unmuted);
      // Whether the next message brings it back is decided by the time of the server.
      if (row.isArchived) this.#stale.add(id);
    }
    this.#touch();
    this.#deps.muteEnded();
  }

  #touch(): void {
    this.#version += 1;
    this.#deps.changed();
  }
}

function isEqual(a: Conversation, b: Conversation): boolean {
  return a.rev === b.rev && JSON.stringify(a) === JSON.stringify(b);
}

const isCounted = (row: Conversation): boolean =>
  (row.unreadCount > 0 || row.isMarkedUnread) && row.folder === 'inbox' && !row.isArchived && row.mute === undefined;
