// The loaded logs of the conversations that are open, and of a few that were.
// Invariants: what arrives while a page is on its way is also kept beside it and applied to what it brings (`meanwhile`); what was
// asked for before the log was replaced is dropped or asked again (`version`). So nothing is lost, and nothing hidden comes back.
import type { Change, Conversation, ConversationId, Message } from '@parley/contract';
import { CallError } from '../calls/index.ts';
import { applyToLog } from './apply-change.ts';
import {
  emptyLog,
  type Log,
  logOfPage,
  unknownQuotes,
  withMeanwhile,
  withNewer,
  withOlder,
  withQuoted,
} from './log.ts';
import { type FetchPage, pageSize, readAgain } from './read-log.ts';

const closedLogsMax = 20;

/** Where rows and pages come from, and who wants to know of what came. */
export type LogsDeps = {
  row(id: ConversationId): Conversation | undefined;
  /** Asks for the row and takes it in. */
  fetchRow(id: ConversationId): Promise<Conversation>;
  fetchPage: FetchPage;
  arrived(messages: readonly Message[]): void;
  /** Something could not be read, though it may be later. */
  failed(): void;
  changed(): void;
};

/** `load` tells what became of the last reading; a log may be there already, or still. */
type Entry = {
  readonly id: ConversationId;
  openCount: number;
  load: 'running' | 'done' | CallError;
  log: Log | undefined;
  /** Whether the log shows all that the rows know of; false while what it missed is read. */
  isCurrent: boolean;
  meanwhile: Log;
  version: number;
  /** The number of the reading that counts: a later one takes the place of an earlier one. */
  job: number;
  readonly paging: Map<'older' | 'newer', Promise<void>>;
  /** Messages that replies name, on their way. */
  readonly askedQuotes: Set<number>;
};

export class Logs {
  readonly #entries = new Map<ConversationId, Entry>();
  readonly #deps: LogsDeps;

  constructor(deps: LogsDeps) {
    this.#deps = deps;
  }

  view(id: ConversationId): Pick<Entry, 'load' | 'log'> | undefined {
    return this.#entries.get(id);
  }

  /** Whether messages that come live are, or will be, in the loaded part. */
  followsNewest(id: ConversationId): boolean {
    const entry = this.#entries.get(id);
    return entry?.log === undefined ? entry?.load === 'running' : !entry.log.hasNewer;
  }

  openIds(): ConversationId[] {
    return [...this.#entries.values()].filter((entry) => entry.openCount > 0).map((entry) => entry.id);
  }

  /** The logs that are as the rows say and reach the newest message: what can be shown again after a start. */
  newest(): Map<ConversationId, Log> {
    const logs = new Map<ConversationId, Log>();
    for (const { id, log, isCurrent } of this.#entries.values())
      if (log !== undefined && isCurrent && !log.hasNewer) logs.set(id, log);
    return logs;
  }

  /** Takes a log that is as the rows are, unless there is a better one. */
  restore(id: ConversationId, log: Log): void {
    const entry = this.#enter(id);
    if (entry.log !== undefined) return;
    entry.isCurrent = true;
    this.#put(entry, log);
  }

  /** Tells again of all messages that are loaded. */
  tellAll(): void {
    for (const { log } of this.#entries.values()) if (log !== undefined) this.#deps.arrived(log.messages);
  }

  /** Opens once more; returns how to give it back. */
  open(id: ConversationId): () => void {
    const entry = this.#enter(id);
    entry.openCount += 1;
    const isLoaded = entry.log !== undefined || entry.load === 'running';
    if (!isLoaded) this.#reload(entry);
    // Whether I may write changes without any change of the inbox, so what the inbox told may have aged.
    if (this.#deps.row(id) !== undefined) this.refreshRow(id);
    this.#askQuotes(entry);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      entry.openCount -= 1;
      this.#forgetOldest();
    };
  }

  /** Reads again; a log that is there stays until then. */
  reload(id: ConversationId): void {
    this.#reload(this.#enter(id));
  }

  /** Reads again what could not be read. */
  reloadFailed(): void {
    for (const entry of this.#entries.values()) {
      if (entry.load instanceof CallError) this.#reload(entry);
      this.#askQuotes(entry);
    }
  }

  /** Reads everything again: nothing that is loaded can be trusted any more. */
  reloadAll(): void {
    for (const id of this.#entries.keys()) this.replace(id, undefined);
  }

  refreshRow(id: ConversationId): void {
    // The row as it is known stays; the next opening or connection asks again.
    this.#deps.fetchRow(id).catch(ignoreCallError);
  }

  apply(id: ConversationId, change: Change): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    entry.log = entry.log && applyToLog(entry.log, change);
    entry.meanwhile = applyToLog(entry.meanwhile, change);
    this.#askQuotes(entry);
    this.#deps.changed();
  }

  /** Whether something of the log can be seen now. */
  isShown(id: ConversationId): boolean {
    const entry = this.#entries.get(id);
    return entry?.log !== undefined && entry.openCount > 0;
  }

  /** Reads anew, without showing it yet, what is open of a conversation in which something was missed. */
  async readAgain({ id, lastSeq }: Conversation): Promise<Log | CallError | undefined> {
    const entry = this.#entries.get(id);
    if (entry?.log === undefined || entry.openCount === 0) return undefined;
    try {
      return await readAgain(entry.log, (where) => this.#deps.fetchPage(id, where), lastSeq);
    } catch (error) {
      if (error instanceof CallError && error.kind === 'refused') return error;
      throw error;
    }
  }

  /** Shows what `readAgain` brought. Where it brought nothing, an open entry is loaded again and another is forgotten. */
  replace(id: ConversationId, again: Log | CallError | undefined): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    entry.version += 1;
    entry.isCurrent = false;
    if (again instanceof CallError) {
      entry.log = undefined;
      entry.load = again;
    } else if (again !== undefined) {
      if (entry.load !== 'running') entry.load = 'done';
      this.#show(entry, again);
    }
    // One that is being read sees by its version that it must read again.
    else if (entry.load === 'running') return;
    else if (entry.openCount > 0) this.#reload(entry);
    else this.#entries.delete(id);
    this.#deps.changed();
  }

  loadOlder(id: ConversationId): Promise<void> {
    return this.#page(id, 'older', async (log) => {
      if (!log.hasOlder) return (now) => now;
      const page = await this.#deps.fetchPage(id, { beforeSeq: log.startSeq, limit: pageSize });
      return (now) => withOlder(now, page);
    });
  }

  loadNewer(id: ConversationId): Promise<void> {
    return this.#page(id, 'newer', async (log) => {
      if (!log.hasNewer) return (now) => now;
      const page = await this.#deps.fetchPage(id, { afterSeq: log.endSeq, limit: pageSize });
      return (now) => withNewer(now, page, log.aheadSeq);
    });
  }

  async loadAround(id: ConversationId, seq: number): Promise<void> {
    await this.#read(this.#enter(id), async () =>
      logOfPage(await this.#deps.fetchPage(id, { aroundSeq: seq, limit: pageSize }), seq),
    );
  }

  async loadNewest(id: ConversationId): Promise<void> {
    const entry = this.#enter(id);
    if (entry.log?.hasNewer === false) return;
    await this.#read(entry, () => this.#newest(id));
  }

  #enter(id: ConversationId): Entry {
    const known = this.#entries.get(id);
    if (known !== undefined) return known;
    const entry: Entry = {
      id,
      openCount: 0,
      load: 'done',
      log: undefined,
      isCurrent: false,
      meanwhile: emptyLog,
      version: 0,
      job: 0,
      paging: new Map(),
      askedQuotes: new Set(),
    };
    this.#entries.set(id, entry);
    return entry;
  }

  #reload(entry: Entry): void {
    // Its error is in the entry's state.
    this.#read(entry, () => this.#load(entry)).catch(ignoreCallError);
  }

  async #load({ id, log }: Entry): Promise<Log> {
    const known = this.#deps.row(id);
    const fetchPage = (where: Parameters<FetchPage>[1]) => this.#deps.fetchPage(id, where);
    const read = log === undefined ? this.#newest(id) : readAgain(log, fetchPage, known?.lastSeq);
    const [loaded] = await Promise.all([read, known ?? this.#deps.fetchRow(id)]);
    return loaded;
  }

  async #newest(id: ConversationId): Promise<Log> {
    return logOfPage(await this.#deps.fetchPage(id, { limit: pageSize }));
  }

  async #read(entry: Entry, read: () => Promise<Log>): Promise<void> {
    entry.job += 1;
    const { job } = entry;
    entry.load = 'running';
    this.#deps.changed();
    try {
      for (;;) {
        const { version } = entry;
        entry.meanwhile = emptyLog;
        const log = await read();
        if (entry.job !== job) return;
        if (entry.version !== version) continue;
        entry.load = 'done';
        return this.#show(entry, withMeanwhile(log, entry.meanwhile));
      }
    } catch (error) {
      if (entry.job === job && error instanceof CallError) {
        entry.load = error;
        if (error.kind !== 'refused') this.#deps.failed();
      }
      this.#deps.changed();
      throw error;
    }
  }

  #page(id: ConversationId, kind: 'older' | 'newer', ask: (log: Log) => Promise<(now: Log) => Log>): Promise<void> {
    const entry = this.#entries.get(id);
    const running = entry?.paging.get(kind);
    if (running !== undefined) return running;
    if (entry?.log === undefined) return Promise.resolve();
    const { log, version } = entry;
    const add = async () => {
      const merge = await ask(log);
      if (entry.log !== undefined && entry.version === version) this.#put(entry, merge(entry.log));
    };
    const paging = add().finally(() => entry.paging.delete(kind));
    entry.paging.set(kind, paging);
    return paging;
  }

  #show(entry: Entry, log: Log): void {
    entry.version += 1;
    entry.isCurrent = true;
    this.#put(entry, log);
  }

  #put(entry: Entry, log: Log): void {
    entry.log = log;
    this.#deps.arrived(log.messages);
    this.#askQuotes(entry);
    this.#deps.changed();
  }

  /** A page brings what its messages answer; a reply that comes live does not. */
  #askQuotes(entry: Entry): void {
    if (entry.log === undefined || entry.openCount === 0) return;
    for (const seq of unknownQuotes(entry.log)) if (!entry.askedQuotes.has(seq)) void this.#askQuote(entry, seq);
  }

  async #askQuote(entry: Entry, seq: number): Promise<void> {
    entry.askedQuotes.add(seq);
    try {
      const { messages } = await this.#deps.fetchPage(entry.id, { aroundSeq: seq, limit: 1 });
      const found = messages.find((message) => message.seq === seq) ?? null;
      entry.log = entry.log && withQuoted(entry.log, seq, found);
      this.#deps.changed();
    } catch (error) {
      // The next thing that is read or comes asks again.
      ignoreCallError(error);
    } finally {
      entry.askedQuotes.delete(seq);
    }
  }

  #forgetOldest(): void {
    const closed = [...this.#entries.values()].filter((entry) => entry.openCount === 0);
    for (const entry of closed.slice(0, Math.max(0, closed.length - closedLogsMax))) this.#entries.delete(entry.id);
  }
}

function ignoreCallError(error: unknown): void {
  if (!(error instanceof CallError)) throw error;
}
