// The inbox as a list: which of the loaded rows are shown, in which order, and the reading of its pages.
import type { Conversation, MethodOutput } from '@parley/contract';
import { type Call, CallError } from '../calls/index.ts';
import { remembered, stableList } from '../stable.ts';
import type { Inbox, InboxState } from './inbox-types.ts';
import type { Rows } from './rows.ts';

type Page = MethodOutput<'inbox.list'>;

export type InboxListDeps = {
  call: Call;
  rows: Rows;
  /** Takes the rows of a page in, and of the first page the count. */
  arrived(page: Page, which: 'first' | 'more'): void;
  /** The first page could not be read, though it may be later. */
  failed(): void;
  changed(): void;
};

type Load = 'none' | 'running' | 'done' | CallError;
/** The page that was read last. */
type End = { readonly cursor: string | undefined; readonly oldestAt: string };
type Parts = { readonly load: Load; readonly end: End | undefined; readonly version: number };

export class InboxList implements Inbox {
  readonly #deps: InboxListDeps;
  #load: Load = 'none';
  #end: End | undefined;
  #loadingMore: Promise<void> | undefined;
  #list: readonly Conversation[] = [];

  constructor(deps: InboxListDeps) {
    this.#deps = deps;
  }

  get state(): InboxState {
    return this.#stateOf({ load: this.#load, end: this.#end, version: this.#deps.rows.version });
  }

  reload(): void {
    void this.#reload();
  }

  /** Loads what is not loaded. */
  loadMissing(): void {
    if (this.#load === 'none' || this.#load instanceof CallError) this.reload();
  }

  loadMore(): Promise<void> {
    this.#loadingMore ??= this.#addPage().finally(() => {
      this.#loadingMore = undefined;
    });
    return this.#loadingMore;
  }

  readonly #stateOf = remembered(({ load, end }: Parts): InboxState => {
    if (end === undefined) return load instanceof CallError ? { status: 'failed', error: load } : { status: 'loading' };
    const { rows } = this.#deps;
    const hasMore = end.cursor !== undefined;
    // An older row that is loaded anyway is shown with its page: before that, those around it are missing.
    const isReached = (row: Conversation) =>
      !hasMore || row.lastMessageAt === undefined || sortKey(row) >= end.oldestAt;
    const shown = [...rows.all()]
      .filter((row) => row.isListed && row.folder === 'inbox' && isReached(row))
      .sort(byLastMessage);
    this.#list = stableList(this.#list, shown);
    return { status: 'ready', conversations: this.#list, ...rows.counts, hasMore };
  });

  async #reload(): Promise<void> {
    if (this.#load === 'running') return;
    this.#load = 'running';
    this.#deps.changed();
    const { call, rows } = this.#deps;
    try {
      let epoch: number;
      let page: Page;
      do {
        epoch = rows.epoch;
        page = await call('inbox.list', {});
      } while (rows.epoch !== epoch);
      this.#load = 'done';
      this.#take(page, 'first');
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      this.#load = error;
      if (error.kind !== 'refused') this.#deps.failed();
    }
    this.#deps.changed();
  }

  async #addPage(): Promise<void> {
    const end = this.#end;
    if (end?.cursor === undefined) return;
    const { epoch } = this.#deps.rows;
    const page = await this.#deps.call('inbox.list', { cursor: end.cursor });
    // The list was read anew meanwhile: its next page is another one.
    if (this.#end === end && this.#deps.rows.epoch === epoch) this.#take(page, 'more');
  }

  #take(page: Page, which: 'first' | 'more'): void {
    const oldestAt = page.conversations
      .map(sortKey)
      .reduce(smaller, which === 'more' ? this.#end?.oldestAt : undefined);
    this.#end = { cursor: page.nextCursor, oldestAt: oldestAt ?? '' };
    this.#deps.arrived(page, which);
    this.#deps.changed();
  }
}

function sortKey(row: Conversation): string {
  return row.lastMessageAt ?? '';
}

function smaller(a: string | undefined, b: string): string {
  return a === undefined || b < a ? b : a;
}

function byLastMessage(a: Conversation, b: Conversation): number {
  if (sortKey(a) !== sortKey(b)) return sortKey(a) < sortKey(b) ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}
