// Keeps what is loaded equal to what a fresh reading would show: updates are applied in the order of their revisions, none twice;
// where one is missing or its effect cannot be told, `inbox.changes` says what the rows are now, and open logs are read again.
// While that runs, updates wait. All of one step is fetched first and then applied at once: nobody sees half of it.
import type { Change, Conversation, ConversationId, Message, MethodOutput } from '@parley/contract';
import { type Call, CallError } from '../calls/index.ts';
import type { Clock, Timer } from '../clock.ts';
import { Retry } from '../connection/index.ts';
import { applyToLog, applyToRow, conversationIdOf, type Log, type Logs } from '../conversations/index.ts';
import type { Rows } from '../inbox/index.ts';
import type { Me } from '../me.ts';

type LogAgain = Log | CallError | undefined;

/** Across nodes revision 6 may come before 5, so a gap is given this time to close by itself. */
const gapMs = 200;

export type SyncDeps = {
  call: Call;
  clock: Clock;
  random: () => number;
  me: Me;
  rows: Rows;
  logs: Logs;
  /** Messages that came live. */
  received(messages: readonly Message[]): void;
  /** Rows that came by catching up. */
  caughtUp(rows: readonly Conversation[]): void;
  /** Nothing is known of what happened before: load anew. */
  startOver(): void;
};

export class Sync {
  readonly #deps: SyncDeps;
  /** Updates that cannot be applied yet, by revision. */
  readonly #early = new Map<number, readonly Change[]>();
  /** What the server said to be reached at least. */
  #targetRev = 0;
  #isHealing = false;
  /** The last heal brought nothing new: the server's answer is behind its own updates. */
  #isStalled = false;
  /** Asked for while an answer was on its way that may be older, or never answered. */
  #mustRecount = false;
  /** Rows that did not show what the log says, until they are read anew. */
  readonly #doubted = new Set<ConversationId>();
  /** What passed by a row that is not there, and its revision: the row may be on its way, as it was before. */
  readonly #passedBy = new Map<ConversationId, number>();
  readonly #retry: Retry;
  #timer: Timer | undefined;

  constructor(deps: SyncDeps) {
    this.#deps = deps;
    this.#retry = new Retry(deps, () => this.#heal({ always: true }));
  }

  /** The connection is live from `rev` on. */
  welcome(rev: number): void {
    const { rows, logs } = this.#deps;
    this.#retry.reset();
    this.#targetRev = rev;
    // A server that went back in time was restored from a backup.
    if (rows.rev === undefined || rev < rows.rev) {
      this.#startAt(rev);
      return this.#deps.startOver();
    }
    this.#heal({ always: this.#mustRecount });
    // Whether I may write may have changed meanwhile, without any change of the inbox.
    for (const id of logs.openIds()) logs.refreshRow(id);
  }

  /** A page of the inbox came. */
  listed(page: MethodOutput<'inbox.list'>, which: 'first' | 'more'): void {
    const { rows } = this.#deps;
    if (rows.rev === undefined) this.#startAt(page.rev);
    for (const row of page.conversations) rows.accept(row);
    if (which === 'first' && page.rev === rows.rev) rows.setCounts(page);
    // Its count is of another revision than the rows, so one is asked for that fits.
    else if (which === 'first') this.#heal({ always: true });
    this.rowsArrived();
  }

  update(rev: number, changes: readonly Change[]): void {
    const known = this.#deps.rows.rev;
    if (known === undefined || rev <= known) return;
    this.#early.set(rev, changes);
    this.#drain();
  }

  /** The inbox has come at least so far. */
  reached(rev: number | undefined): void {
    this.#targetRev = Math.max(this.#targetRev, rev ?? 0);
    if (!this.#isHealing) this.#watch(gapMs);
  }

  /** Rows were asked for; some may be newer than the updates that came. */
  rowsArrived(): void {
    this.#readLate();
    if (!this.#isHealing) this.#watch(gapMs);
  }

  /** Nothing is known to have been missed, and nothing is on its way. */
  get isSettled(): boolean {
    const { rows } = this.#deps;
    const isAsking = this.#isHealing || this.#retry.isWaiting || this.#mustRecount || rows.needsRecount;
    return rows.rev !== undefined && !isAsking && !this.#isBehind && this.#doubted.size === 0;
  }

  /** These rows, or the badge, are not what the log says: they count as missed, and so does what is open of them. */
  drifted(ids: readonly ConversationId[]): void {
    for (const id of ids) this.#deps.logs.replace(id, undefined);
    this.#doubt(ids);
    this.recount();
  }

  /** Asks again for what could not be read anew. */
  readDoubted(): void {
    const { rows, logs } = this.#deps;
    for (const id of this.#doubted) {
      if (rows.current(id) === undefined && rows.get(id) !== undefined) logs.refreshRow(id);
      else this.#doubted.delete(id);
    }
  }

  /** The count may have changed without any revision. */
  recount(): void {
    if (this.#deps.rows.rev === undefined) return;
    this.#mustRecount = true;
    this.#heal({ always: true });
  }

  close(): void {
    this.#stop();
    this.#retry.close();
  }

  #doubt(ids: readonly ConversationId[]): void {
    this.#deps.rows.doubt(ids);
    for (const id of ids) this.#doubted.add(id);
    this.readDoubted();
  }

  /** Rows that came are older than what passed them by while they were on their way. */
  #readLate(): void {
    const { rows } = this.#deps;
    const late: ConversationId[] = [];
    for (const [id, rev] of this.#passedBy) {
      const row = rows.get(id);
      if (row === undefined) continue;
      this.#passedBy.delete(id);
      if (row.rev < rev) late.push(id);
    }
    if (late.length > 0) this.#doubt(late);
  }

  #startAt(rev: number): void {
    const { rows, logs } = this.#deps;
    this.#stop();
    this.#passedBy.clear();
    rows.start(rev, logs.openIds());
    logs.reloadAll();
    for (const id of logs.openIds()) logs.refreshRow(id);
  }

  #stop(): void {
    this.#early.clear();
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #drain(): void {
    if (this.#isHealing) return;
    for (;;) {
      const rev = (this.#deps.rows.rev ?? 0) + 1;
      const changes = this.#early.get(rev);
      if (changes === undefined) break;
      if (!this.#apply(rev, changes)) {
        if (!this.#isStalled) this.#heal();
        break;
      }
      this.#early.delete(rev);
    }
    if (this.#deps.rows.needsRecount || this.#mustRecount) this.#heal({ always: true });
    this.#watch(gapMs);
  }

  /** Answers false, and changes nothing, where the effect of a change cannot be told. */
  #apply(rev: number, changes: readonly Change[]): boolean {
    const { rows, logs, me } = this.#deps;
    const nextRows = new Map<ConversationId, Conversation>();
    const nextLogs = new Map<ConversationId, Log>();
    const passedBy: ConversationId[] = [];
    if (me.id === undefined) return false;
    for (const change of changes) {
      const id = conversationIdOf(change);
      const row = nextRows.get(id) ?? rows.current(id);
      // How far my messages came, and what I began to write, matters only where it is shown.
      if (row === undefined && isShownAlone(change) && rows.get(id) === undefined) {
        passedBy.push(id);
        continue;
      }
      if (row === undefined) return false;
      // It was asked for later than this: its log is what remains to be brought up.
      if (row.rev >= rev) continue;
      const oldLog = nextLogs.get(id) ?? logs.view(id)?.log;
      const log = oldLog && applyToLog(oldLog, change);
      const next = applyToRow(row, change, { me: me.id, log });
      if (next === undefined) return false;
      nextRows.set(id, next);
      if (log !== undefined) nextLogs.set(id, log);
    }
    for (const id of passedBy) this.#passedBy.set(id, rev);
    rows.advance(rev, nextRows.values());
    for (const change of changes) logs.apply(conversationIdOf(change), change);
    this.#deps.received(changes.flatMap((change) => (change.type === 'message.created' ? [change.message] : [])));
    return true;
  }

  get #isBehind(): boolean {
    const { rev, newestRev } = this.#deps.rows;
    return rev !== undefined && (this.#early.size > 0 || newestRev > rev || this.#targetRev > rev);
  }

  #watch(delayMs: number): void {
    if (!this.#isBehind || this.#timer !== undefined) return;
    this.#timer = this.#deps.clock.setTimer(delayMs, () => {
      this.#timer = undefined;
      this.#heal();
    });
  }

  #heal({ always } = { always: false }): void {
    if (this.#isHealing || this.#retry.isWaiting || !(always || this.#isBehind)) return;
    this.#isHealing = true;
    this.#timer?.cancel();
    this.#timer = undefined;
    void this.#healAll().finally(() => {
      this.#isHealing = false;
      this.#drain();
    });
  }

  async #healAll(): Promise<void> {
    const { call, rows } = this.#deps;
    const { epoch } = rows;
    const startRev = rows.rev;
    this.#mustRecount = false;
    try {
      for (let hasMore = true; hasMore; ) {
        const sinceRev = rows.rev ?? 0;
        const page = await call('inbox.changes', { sinceRev });
        const again = await this.#readAgain(page.conversations);
        if (rows.epoch !== epoch) return;
        // Kept rows came meanwhile, which are older than what was asked for.
        if ((rows.rev ?? 0) < sinceRev) continue;
        this.#commit(page, again);
        hasMore = page.hasMore;
      }
      this.#retry.reset();
      this.#isStalled = rows.rev === startRev && this.#early.size > 0;
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      // Nothing else may tell what this would have: a new connection asks again.
      this.#mustRecount = true;
      if (rows.epoch === epoch) this.#retry.later();
    }
  }

  /** What is opened while another log is on its way is read too: nothing is shown that the rows have left behind. */
  async #readAgain(rows: readonly Conversation[]): Promise<Map<ConversationId, LogAgain>> {
    const { logs } = this.#deps;
    const again = new Map<ConversationId, LogAgain>();
    for (;;) {
      const shown = rows.filter(({ id }) => !again.has(id) && logs.isShown(id));
      if (shown.length === 0) return again;
      await Promise.all(shown.map(async (row) => again.set(row.id, await logs.readAgain(row))));
    }
  }

  #commit(page: MethodOutput<'inbox.changes'>, again: ReadonlyMap<ConversationId, LogAgain>): void {
    const { rows, logs, caughtUp } = this.#deps;
    rows.heal(page.rev, page.conversations, page);
    for (const { id } of page.conversations) logs.replace(id, again.get(id));
    for (const rev of this.#early.keys()) if (rev <= page.rev) this.#early.delete(rev);
    caughtUp(page.conversations);
  }
}

function isShownAlone({ type }: Change): boolean {
  return type === 'conversation.receiptsMoved' || type === 'conversation.drafted';
}
