// The store as the rest of the server sees it: reads, transactions, and the send path. Whoever holds no transaction cannot write.
import {
  type AccountsReader,
  type AccountsWriter,
  type AttemptsWriter,
  accountsReader,
  accountsWriter,
  attemptsWriter,
} from './accounts/index.ts';
import {
  type AdmissionReader,
  type AdmissionWriter,
  admissionReader,
  admissionWriter,
  type DoorsReader,
  doorsReader,
} from './admission/index.ts';
import { type ConversationsWriter, conversationsWriter } from './conversations/index.ts';
import { Pipeline, Pool, type PoolLoad, pipelineBounds, Rehearsal, type Run, together } from './database/index.ts';
import { type DraftsReader, type DraftsWriter, draftsReader, draftsWriter } from './drafts/index.ts';
import type { DatabaseAddress } from './embedded/index.ts';
import { type GraphReader, type GraphWriter, graphReader, graphWriter } from './graph/index.ts';
import { type InboxReader, type InboxWriter, inboxReader, inboxWriter } from './inbox/index.ts';
import { type MediaReader, type MediaWriter, mediaReader, mediaWriter } from './media/index.ts';
import {
  type MessagesReader,
  type MessagesWriter,
  messagesReader,
  messagesWriter,
  type SendStatements,
  type SendStore,
  sendStore,
} from './messages/index.ts';
import { pendingMigrations } from './migrations/index.ts';
import { type PeopleReader, peopleReader } from './people/index.ts';
import { type PresenceReader, type PresenceWriter, presenceReader, presenceWriter } from './presence/index.ts';
import { type MarkStore, markStore } from './receipts/index.ts';
import { type ReportsWriter, reportsWriter } from './reports/index.ts';
import { type RequestsReader, type RequestsWriter, requestsReader, requestsWriter } from './requests/index.ts';
import { type SearchReader, type SearchWriter, searchReader, searchWriter } from './search/index.ts';
import { type SessionsReader, type SessionsWriter, sessionsReader, sessionsWriter } from './sessions/index.ts';
import { type SettingsWriter, settingsWriter } from './settings/index.ts';

export type Readers = {
  accounts: AccountsReader;
  admission: AdmissionReader;
  doors: DoorsReader;
  drafts: DraftsReader;
  graph: GraphReader;
  inbox: InboxReader;
  media: MediaReader;
  messages: MessagesReader;
  people: PeopleReader;
  presence: PresenceReader;
  requests: RequestsReader;
  search: SearchReader;
  sessions: SessionsReader;
};

export type Writers = {
  accounts: AccountsWriter;
  admission: AdmissionWriter;
  attempts: AttemptsWriter;
  conversations: ConversationsWriter;
  drafts: DraftsWriter;
  graph: GraphWriter;
  inbox: InboxWriter;
  media: MediaWriter;
  messages: MessagesWriter;
  presence: PresenceWriter;
  reports: ReportsWriter;
  requests: RequestsWriter;
  search: SearchWriter;
  sessions: SessionsWriter;
  settings: SettingsWriter;
};

export type Store = {
  read: Readers;
  /**
   * The same readings where very many may be asked at one moment: those of one tick reach the database in sets, on a connection of their own, so
   * that no send waits behind them.
   */
  readTogether: Readers;
  sends: SendStore;
  marks: MarkStore;
  /** Commits when `work` returns, rolls back when it throws. Everything it read and wrote is one step to others. */
  transaction<T>(work: (write: Writers, read: Readers) => Promise<T>): Promise<T>;
  /** Answers when the database does. Throws `StoreFault` otherwise. */
  ping(): Promise<void>;
  /** The names of the migrations of this version that the database does not have; it may have later ones. */
  pendingMigrations(): Promise<string[]>;
  load(): StoreLoad;
  close(): Promise<void>;
};

/** What is asked of the database now. */
export type StoreLoad = {
  pool: PoolLoad;
  /** Statements under way on each pipelined connection. */
  statements: { reads: number; writes: number; searches: number };
};

const readers = (run: Run): Readers => ({
  accounts: accountsReader(run),
  admission: admissionReader(run),
  doors: doorsReader(run),
  drafts: draftsReader(run),
  graph: graphReader(run),
  inbox: inboxReader(run),
  media: mediaReader(run),
  messages: messagesReader(run),
  people: peopleReader(run),
  presence: presenceReader(run),
  requests: requestsReader(run),
  search: searchReader(run),
  sessions: sessionsReader(run),
});

const writers = (run: Run): Writers => ({
  accounts: accountsWriter(run),
  admission: admissionWriter(run),
  attempts: attemptsWriter(run),
  conversations: conversationsWriter(run),
  drafts: draftsWriter(run),
  graph: graphWriter(run),
  inbox: inboxWriter(run),
  media: mediaWriter(run),
  messages: messagesWriter(run),
  presence: presenceWriter(run),
  reports: reportsWriter(run),
  requests: requestsWriter(run),
  search: searchWriter(run),
  sessions: sessionsWriter(run),
  settings: settingsWriter(run),
});

export type StoreOptions = {
  /** Connections for transactions. Default 8. */
  poolSize?: number;
  /** Statements of the send path in place of the shipped ones; for the contract suite alone. */
  statements?: SendStatements;
};

/**
 * A forbidden way of planning counts as a price without end, and a price like that makes PostgreSQL compile the statement first, where it was
 * built to: more than a second for each send.
 */
const interpreted = 'set jit = off';

/**
 * For the connection of the send path, whose large statements are planned once: planning one again costs more than running it for a few sends.
 * A plan made once knows nothing of how many rows there are, so it is told what always holds: what is joined here is the batch with itself,
 * which must not be looped over, and tables are read by their keys, one `lateral` a row, also where one was empty when it was planned.
 */
export const sendSettings = `${interpreted}; set plan_cache_mode = force_generic_plan; set enable_nestloop = off; set enable_seqscan = off`;

/**
 * For the connection of short reads: each goes by a key, so there is one good plan whatever the values are, and planning it anew for each costs
 * several times what running it does. A plan that was made while a table was small must not read it whole when it is large.
 */
export const readSettings = `${interpreted}; set plan_cache_mode = force_generic_plan; set enable_seqscan = off`;

/**
 * For the connection of searches, which is their own so that nothing waits behind one. A bound on what the index of words may find looks to the
 * planner like a reason to read everybody's entries from the start; and what words are worth depends on the words.
 */
const searchSettings = `${interpreted}; set plan_cache_mode = force_custom_plan; set enable_seqscan = off`;

/** Opens the store on a migrated database. Connections are made when first needed, and again after they broke. */
export function openStore(address: DatabaseAddress, options: StoreOptions = {}): Store {
  const reads = new Pipeline(address, `${pipelineBounds}; ${readSettings}`);
  const writes = new Pipeline(address, `${pipelineBounds}; ${options.statements?.settings ?? sendSettings}`);
  const searches = new Pipeline(address, `${pipelineBounds}; ${searchSettings}`);
  const pages = new Pipeline(address, `${pipelineBounds}; ${readSettings}`);
  const pool = new Pool(address, options.poolSize ?? 8);
  return {
    read: {
      ...readers((statement) => reads.run(statement)),
      // A pattern is worth an index or not by what it says.
      people: peopleReader(
        (statement) => reads.run(statement),
        (statement) => searches.run(statement),
      ),
      search: searchReader((statement) => searches.run(statement)),
    },
    readTogether: readers(together((statement) => pages.run(statement))),
    sends: sendStore(reads, writes, options.statements),
    marks: markStore(writes),
    transaction: (work) => pool.transaction((run) => work(writers(run), readers(run))),
    ping: async () => {
      await reads.run({ text: 'select 1' });
    },
    pendingMigrations: () => pendingMigrations((statement) => reads.run(statement)),
    load: () => ({
      pool: pool.load,
      statements: { reads: reads.underWay + pages.underWay, writes: writes.underWay, searches: searches.underWay },
    }),
    close: async () => {
      await Promise.all([reads.close(), pages.close(), writes.close(), searches.close(), pool.close()]);
    },
  };
}

/** A store of which nothing is ever committed, and that shows what would be; `undo` takes it back to what is. */
export type RehearsalStore = Store & { undo(): Promise<void> };

/** Opens a store for questions like "what would happen if": all that is written stays in a transaction that is always rolled back. */
export function openRehearsalStore(address: DatabaseAddress): RehearsalStore {
  const rehearsal = new Rehearsal(address);
  return {
    read: readers(rehearsal.run),
    readTogether: readers(rehearsal.run),
    sends: sendStore(rehearsal, rehearsal),
    marks: markStore(rehearsal),
    transaction: (work) => rehearsal.transaction((run) => work(writers(run), readers(run))),
    ping: async () => {
      await rehearsal.run({ text: 'select 1' });
    },
    pendingMigrations: () => pendingMigrations(rehearsal.run),
    load: () => ({
      pool: { total: 1, idle: 0, waiting: 0 },
      statements: { reads: 0, writes: 0, searches: 0 },
    }),
    undo: () => rehearsal.undo(),
    close: () => rehearsal.close(),
  };
}
