// One list of the inbox: which of the loaded rows are shown, in which order, and the reading of its pages.
import type { Conversation, MethodOutput } from '@parley/contract';
import { type Call, CallError } from '../calls/index.ts';
import { remembered } from '../stable.ts';
import type { InboxEnd, InboxFilter, InboxState, InboxView } from './inbox-types.ts';
import { inListOrder, OrderedRows, sortKey } from './ordered-rows.ts';
import type { Changed, Rows } from './rows.ts';

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
/** No more pages than these are kept between two starts. */
const keptPagesMax = 4;
type Parts = { readonly load: Load; readonly end: InboxEnd | undefined; readonly version: number };

export class InboxList implements InboxView {
  readonly #deps: InboxListDeps;
  readonly #filter: Required<InboxFilter>;
  readonly #shown = new OrderedRows();
  /** What changed since `#shown` was brought up. */
  readonly #changed: Changed;
  #shownEnd: InboxEnd | undefined;
  #load: Load = 'none';
  /** The page that was read last. */
  #end: InboxEnd | undefined;
  #keptEnd: InboxEnd | undefined;
  /** The end that was kept, and is caught up from there: it may lie beyond the first page. */
  #restored: { readonly end: InboxEnd; readonly epoch: number } | undefined;
  #loadingMore: Promise<void> | undefined;

  constructor(deps: InboxListDeps, filter: Required<InboxFilter>) {
    this.#deps = deps;
    this.#filter = filter;
    this.#changed = deps.rows.follow();
  }

  get state(): InboxState {
    return this.#stateOf({ load: this.#load, end: this.#end, version: this.#deps.rows.version });
  }

  /** The end of what is worth keeping: of the first pages. */
  get end(): InboxEnd | undefined {
    return this.#keptEnd;
  }

  /** Shows the rows that are there, up to `end`, also when the first page was read anew. */
  restore(end: InboxEnd): void {
    if (this.#end !== undefined && !isBeyond(end, this.#end)) return;
    this.#restored = { end, epoch: this.#deps.rows.epoch };
    this.#end = end;
    this.#keptEnd = end;
    this.#deps.changed();
  }

  /** The rows of the list up to `end`, in its order. */
  reached(end: InboxEnd): Conversation[] {
    return [...this.#deps.rows.all()].filter((row) => this.#isShown(row, end)).sort(inListOrder);
  }

  reload(): void {
    void this.#reload();
  }

  /** Loads what is not loaded. */
  loadMissing(): void {
    if (this.#load === 'none' || this.#load instanceof CallError) this.reload();
  }

  /** Loads what nobody has asked for yet. */
  loadOnce(): void {
    if (this.#load === 'none') this.reload();
  }

  loadMore(): Promise<void> {
    this.#loadingMore ??= this.#addPage().finally(() => {
      this.#loadingMore = undefined;
    });
    return this.#loadingMore;
  }

  readonly #stateOf = remembered(({ load, end }: Parts): InboxState => {
    if (end === undefined) return load instanceof CallError ? { status: 'failed', error: load } : { status: 'loading' };
    this.#bringUp(end);
    const hasMore = end.cursor !== undefined;
    return { status: 'ready', conversations: this.#shown.rows, ...this.#deps.rows.counts, hasMore };
  });

  #bringUp(end: InboxEnd): void {
    const { rows } = this.#deps;
    const changed = this.#changed.take();
    if (changed === 'all' || end !== this.#shownEnd) {
      this.#shownEnd = end;
      this.#shown.fill(this.reached(end));
      return;
    }
    const shown = (row: Conversation | undefined) => (row !== undefined && this.#isShown(row, end) ? row : undefined);
    this.#shown.update([...changed].map((id) => [id, shown(rows.get(id))] as const));
  }

  #isShown(row: Conversation, end: InboxEnd): boolean {
    return belongs(row, this.#filter) && isReached(row, end);
  }

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
        page = await call('inbox.list', this.#filter);
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
    const page = await this.#deps.call('inbox.list', { ...this.#filter, cursor: end.cursor });
    // The list was read anew meanwhile: its next page is another one.
    if (this.#end === end && this.#deps.rows.epoch === epoch) this.#take(page, 'more');
  }

  #take(page: Page, which: 'first' | 'more'): void {
    const placed = page.conversations.filter(({ pinnedAt, lastMessageAt }) => !pinnedAt && lastMessageAt);
    const oldestAt = placed.map(sortKey).reduce(smaller, which === 'more' ? this.#end?.oldestAt : undefined);
    const pageCount = which === 'more' ? (this.#end?.pageCount ?? 0) + 1 : 1;
    const end = { cursor: page.nextCursor, oldestAt: oldestAt ?? '', pageCount };
    if (which === 'more' || !this.#reachesFurther(end)) this.#end = end;
    if (this.#end !== undefined && this.#end.pageCount <= keptPagesMax) this.#keptEnd = this.#end;
    this.#deps.arrived(page, which);
    this.#deps.changed();
  }

  #reachesFurther(first: InboxEnd): boolean {
    const { end, epoch } = this.#restored ?? {};
    const isStill = end !== undefined && this.#end === end && this.#deps.rows.epoch === epoch;
    return isStill && isBeyond(end, first);
  }
}

function isBeyond(end: InboxEnd, other: InboxEnd): boolean {
  return other.cursor !== undefined && end.oldestAt < other.oldestAt;
}

function belongs(row: Conversation, { folder, isUnreadOnly }: Required<InboxFilter>): boolean {
  if (isUnreadOnly && row.unreadCount === 0 && !row.isMarkedUnread) return false;
  if (folder === 'blocked') return row.folder === 'blocked';
  return row.isListed && row.folder === 'inbox' && row.isArchived === (folder === 'archived');
}

/** An older row that is loaded anyway is shown with its page: before that, those around it are missing. */
function isReached(row: Conversation, { cursor, oldestAt }: InboxEnd): boolean {
  const isPlaceless = row.pinnedAt !== undefined || row.lastMessageAt === undefined;
  return cursor === undefined || isPlaceless || sortKey(row) >= oldestAt;
}

function smaller(a: string | undefined, b: string): string {
  return a === undefined || b < a ? b : a;
}
