// Several batchers at once, as several nodes would be: retries race on other connections, doubles stand in one batch, blocks and settings flip,
// readers move marks. Afterwards a judge who knows nothing of the statements reads what is stored.
import { type ConversationId, directConversationId, type UserId } from '@parley/contract';
import { noMarks, plainSend } from '@parley/testkit';
import pg from 'pg';
import type { AdmissionFactsRead, Pair } from '../admission/index.ts';
import { StoreFault } from '../database/index.ts';
import type { DatabaseAddress } from '../embedded/index.ts';
import { openStore, type Store } from '../store.ts';
import { type DecidedSend, type SendStatements, sendKeyText } from './send-store.ts';

export type StormOptions = {
  address: DatabaseAddress;
  /** Default: the shipped ones. */
  statements?: SendStatements;
  writers: number;
  batchesEach: number;
  batchSize: number;
  people: number;
  /** Ends as soon as one of these was found. */
  stopAt?: keyof Tally | undefined;
};

type Tally = Record<'errors' | 'wrongAnswers' | 'dropped' | 'afterBlock', number>;

/** Everything but `stored` must be zero. */
export type StormReport = {
  stored: number;
  /** Batches that the database threw out. */
  errors: number;
  /** Sends that were answered differently than before. */
  wrongAnswers: number;
  /** Sends that were neither stored nor overtaken by a change of what they were decided on. */
  dropped: number;
  /** Conversations whose seqs are not exactly 1 to last_seq. */
  gaps: number;
  /** Pairs whose conversation grew after a block or a setting was acknowledged that shuts it. */
  afterBlock: number;
  /** Inbox rows that do not say what the log says. */
  wrongInboxes: number;
};

const startMs = Date.parse('2026-06-15T12:00:00Z');
const triesMax = 20;

export async function runAppendStorm(options: StormOptions): Promise<StormReport> {
  const client = new pg.Client(options.address);
  await client.connect();
  const ids = await createPeople(client, options.people);
  const stores = Array.from({ length: options.writers }, () => openStore(options.address, options));
  const tally: Tally = { errors: 0, wrongAnswers: 0, dropped: 0, afterBlock: 0 };
  const shared: Shared = { ids, answers: new Map(), known: [], tally, isOver: false };
  const [first] = stores as [Store];
  const others = Promise.all([
    untilOver(shared, () => flipDoor(first, client, shared)),
    untilOver(shared, () => moveMark(first, shared)),
  ]);
  try {
    await Promise.all(stores.map((store, writer) => write(store, shared, { ...options, writer })));
    shared.isOver = true;
    await others;
    return { ...tally, ...(await judge(client)) };
  } finally {
    shared.isOver = true;
    await others;
    await Promise.all(stores.map((store) => store.close()));
    await client.end();
  }
}

/** A deadlock may choose any of its parties as the victim. */
async function untilOver(shared: Shared, work: () => Promise<void>): Promise<void> {
  while (!shared.isOver) {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
      shared.tally.errors += 1;
    }
  }
}

type Shared = {
  ids: readonly UserId[];
  answers: Map<string, number>;
  /** Everything that anybody has tried. */
  known: Send[];
  tally: Tally;
  isOver: boolean;
};

type Send = Pair & { clientMessageId: string };
/** `versions`: those that the last try was decided on. */
type Attempt = Send & { tries: number; versions: string };
type Writer = StormOptions & { writer: number };

const any = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;

function randomPair(ids: readonly UserId[]): Pair {
  const senderId = any(ids);
  const recipientId = any(ids);
  if (senderId === recipientId) return randomPair(ids);
  return { conversationId: directConversationId(senderId, recipientId), senderId, recipientId };
}

async function write(store: Store, shared: Shared, options: Writer): Promise<void> {
  let waiting: Attempt[] = [];
  for (let batch = 0; batch < options.batchesEach || waiting.length > 0; batch += 1) {
    if (options.stopAt && shared.tally[options.stopAt] > 0) return;
    const attempts = batch < options.batchesEach ? [...waiting, ...newAttempts(shared, options, batch)] : waiting;
    waiting = await attempt(store, shared, attempts);
  }
}

/** New sends, some of them twice in this batch; and some that other writers are trying at the same time, or tried before. */
function newAttempts({ ids, known }: Shared, { batchSize, writer }: Writer, batch: number): Attempt[] {
  const retried = Array.from({ length: known.length > 0 ? batchSize / 5 : 0 }, () => any(known.slice(-batchSize * 8)));
  const fresh = Array.from({ length: batchSize }, (_, i) => ({
    ...randomPair(ids),
    clientMessageId: `${writer}-${batch}-${i}`,
  }));
  known.push(...fresh);
  const doubles = fresh.filter((_, i) => i % 10 === 0);
  return [...fresh, ...doubles, ...retried].map((send) => ({ ...send, tries: 0, versions: '' }));
}

/** Tries a batch as a node does; answers what has to be tried again. */
async function attempt(store: Store, shared: Shared, attempts: Attempt[]): Promise<Attempt[]> {
  const facts = await store.read.admission.facts(attempts, { attemptsFromMs: 0 });
  const decided: DecidedSend[] = [];
  const tried: Attempt[] = [];
  for (const one of attempts) {
    const { senderId, recipientId } = one;
    if (isShut(facts, one)) continue;
    const senderVer = facts.users.get(senderId)?.ver ?? -1;
    const recipientVer = facts.users.get(recipientId)?.ver ?? -1;
    const versions = `${senderVer} ${recipientVer}`;
    if (one.versions === versions) shared.tally.dropped += 1;
    one.versions = versions;
    decided.push({ ...one, ...plainSend, text: 'x'.repeat(100), senderVer, recipientVer });
    tried.push(one);
  }
  if (decided.length === 0) return [];
  try {
    const { stored } = await store.sends.append(decided, startMs, noMarks);
    return tried.filter((one) => !takeAnswer(shared, one, stored.get(sendKeyText(one))?.seq));
  } catch (error) {
    if (!(error instanceof StoreFault) && (error as { code?: string }).code !== '23505') throw error;
    shared.tally.errors += 1;
    for (const one of tried) one.versions = '';
    return tried.filter(isTriedAgain);
  }
}

/** No one stops messages both ways (ADM-3). */
function isShut({ users, relation }: AdmissionFactsRead, { senderId, recipientId }: Pair): boolean {
  const isOff = [senderId, recipientId].some((id) => users.get(id)?.messagesFrom === 'no_one');
  return isOff || relation(senderId, recipientId).isBlocked || relation(recipientId, senderId).isBlocked;
}

/** True when there is nothing more to do about this one. */
function takeAnswer(shared: Shared, one: Attempt, seq: number | undefined): boolean {
  if (seq === undefined) return !isTriedAgain(one);
  const key = sendKeyText(one);
  const before = shared.answers.get(key);
  if (before !== undefined && before !== seq) shared.tally.wrongAnswers += 1;
  shared.answers.set(key, seq);
  return true;
}

function isTriedAgain(one: Attempt): boolean {
  one.tries += 1;
  return one.tries < triesMax;
}

/** After a door is acknowledged shut, by a block or by a setting, the conversation must not grow until it is open again. */
async function flipDoor(store: Store, client: pg.Client, shared: Shared): Promise<void> {
  const { senderId, recipientId, conversationId } = randomPair(shared.ids);
  const isBlock = Math.random() < 0.5;
  await store.transaction(async (change) => {
    if (isBlock) await change.graph.block(recipientId, senderId, startMs);
    else await change.settings.update(recipientId, { messagesFrom: 'no_one' });
  });
  const before = await lastSeq(client, conversationId);
  for (let i = 0; i < 60; i += 1) await client.query('select 1');
  if ((await lastSeq(client, conversationId)) !== before) shared.tally.afterBlock += 1;
  await store.transaction(async (change) => {
    if (isBlock) await change.graph.unblock(recipientId, senderId);
    else await change.settings.update(recipientId, { messagesFrom: 'everyone' });
  });
}

/** Other writers of inboxes lock the same rows, in the order of their ids. */
async function moveMark(store: Store, shared: Shared): Promise<void> {
  const { senderId: userId, recipientId: peerId, conversationId } = randomPair(shared.ids);
  const seq = Number.MAX_SAFE_INTEGER;
  await store.marks.apply([{ kind: 'read', conversationId, userId, peerId, seq }]);
}

async function lastSeq(client: pg.Client, id: ConversationId): Promise<string> {
  const { rows } = await client.query('select last_seq from conversations where id = $1', [id]);
  return rows[0]?.last_seq ?? '0';
}

/** People whose ids are in no order in the table. */
async function createPeople(client: pg.Client, count: number): Promise<UserId[]> {
  const { rows } = await client.query<{ id: UserId }>(
    `insert into users (id, state, messages_from) select n * 7919 % 104729 + 1, 0, 0 from generate_series(1, $1::int) n returning id`,
    [count],
  );
  return rows.map((row) => row.id);
}

const GAPS = `select count(*)::int as count from conversations c
  left join (select conversation_id, count(*) as count, max(seq) as last from messages group by 1) m on m.conversation_id = c.id
  where c.last_seq <> coalesce(m.count, 0) or c.last_seq <> coalesce(m.last, 0)`;

const WRONG_INBOXES = `select count(*)::int as count from inbox i join users u on u.id = i.user_id
  join lateral (
    select max(seq) as last, coalesce(max(seq) filter (where sender_id <> i.user_id), 0) as incoming
    from messages m where m.conversation_id = i.conversation_id
  ) m on true
  where i.last_seq <> m.last or i.last_incoming_seq <> m.incoming or i.rev > u.rev or i.message_rev > i.rev or i.read_seq > i.last_seq`;

async function judge(client: pg.Client): Promise<Pick<StormReport, 'stored' | 'gaps' | 'wrongInboxes'>> {
  const count = async (text: string): Promise<number> =>
    (await client.query<{ count: number }>(text)).rows[0]?.count ?? -1;
  return {
    stored: await count('select count(*)::int as count from messages'),
    gaps: await count(GAPS),
    wrongInboxes: await count(WRONG_INBOXES),
  };
}
