// What runs all day must name the key of every row it touches: on one machine it goes by an index, on many to the one that has the row.
import { freshDatabase, queryDatabase } from '@parley/testkit/database';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSettings, sendSettings } from '../store.ts';
import { type HotStatement, hotStatements } from './hot-statements.fixture.ts';
import { type Distributed, placements } from './placements.ts';

/** As on the store's own connections, planned once for any values. */
const settings: Record<HotStatement['connection'], string> = {
  sends: sendSettings,
  reads: `${readSettings}; set plan_cache_mode = force_generic_plan`,
};

/** Enough rows that going through a table is dearer than asking it for a few by their key. */
const fill = `
  insert into users (id) select n from generate_series(1, 5000) n;
  insert into profiles (user_id, handle, display_name, search_key, created_at) select n, 'h' || n, 'N', 'n', '2026-01-01Z' from generate_series(1, 5000) n;
  insert into relations (user_id, other_id, request_state) select n % 100, n, n % 5 from generate_series(1, 5000) n;
  insert into lookups (user_id, other_id, at) select n % 100, n, timestamptz '2026-01-01Z' + n * interval '1 s' from generate_series(1, 5000) n;
  insert into inbox (user_id, conversation_id, rev, message_rev, last_seq) select n % 100, lpad(n::text, 32, '0')::uuid, n, n, 9 from generate_series(1, 5000) n;
  insert into hidden_messages (user_id, conversation_id, seq) select n % 100, lpad(n::text, 32, '0')::uuid, n from generate_series(1, 5000) n;
  insert into messages (conversation_id, seq, sender_id, sent_at, client_message_id, text)
    select lpad((n % 100)::text, 32, '0')::uuid, n, n % 7, timestamptz '2026-01-01Z' + n * interval '1 s', n, 'hi' from generate_series(1, 5000) n;
  insert into search_entries (user_id, conversation_id, seq, sent_at, words)
    select n % 100, lpad(n::text, 32, '0')::uuid, n, timestamptz '2026-01-01Z' + n * interval '1 s', array_to_tsvector(array['w' || n]) from generate_series(1, 5000) n;
  analyze`;

let database: Awaited<ReturnType<typeof freshDatabase>>;
const clients = new Map<HotStatement['connection'], pg.Client>();
let statements: HotStatement[];
let unasked: string[];
beforeAll(async () => {
  database = await freshDatabase();
  await queryDatabase(database.address, fill);
  for (const connection of ['sends', 'reads'] as const) {
    const client = new pg.Client(database.address);
    await client.connect();
    await client.query(settings[connection]);
    clients.set(connection, client);
  }
  ({ statements, unasked } = await hotStatements());
});
afterAll(async () => {
  for (const client of clients.values()) await client.end();
  await database.drop();
});

type Plan = { 'Node Type': string; 'Relation Name'?: string; Alias?: string; 'Index Cond'?: string; Plans?: Plan[] };

const parts = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(parts)];

async function planOf({ text, valueCount, connection }: Omit<HotStatement, 'name'>): Promise<Plan[]> {
  const client = clients.get(connection);
  if (!client) throw new Error(`no connection for ${connection}`);
  await client.query(`prepare one as ${text}`);
  try {
    const values = valueCount === 0 ? '' : `(${Array.from({ length: valueCount }, () => 'null').join(', ')})`;
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (verbose, format json) execute one${values}`,
    );
    return rows.flatMap((row) => parts(row['QUERY PLAN'][0].Plan));
  } finally {
    await client.query('deallocate one');
  }
}

/** Whether a reading is confined to rows of named keys. Of several indexes together one is enough, of several in turn each has to be. */
function isByKey(plan: Plan, key: string): boolean {
  if (plan['Node Type'] === 'BitmapOr') return (plan.Plans ?? []).every((part) => isByKey(part, key));
  if (plan['Node Type'] === 'BitmapAnd' || plan['Node Type'] === 'Bitmap Heap Scan')
    return (plan.Plans ?? []).some((part) => isByKey(part, key));
  return new RegExp(`\\.${key} = `).test(plan['Index Cond'] ?? '');
}

/** Readings of a distributed table that do not go by its key. What is written is found by the primary key, which begins with it. */
async function astray(statement: Omit<HotStatement, 'name'>): Promise<string[]> {
  return (await planOf(statement)).flatMap((part) => {
    const table = part['Relation Name'];
    const placement = table === undefined ? undefined : placements[table];
    if (!part['Node Type'].includes('Scan') || placement === undefined || placement === 'local') return [];
    return isByKey(part, placement.key) ? [] : [`${part['Node Type']} on ${table}`];
  });
}

/**
 * What one statement brings together that may lie on several machines: tables of several kinds of keys, and rows whose key stands in a row of
 * somebody else's. Many keys that the statement was given are no such thing. What is joined without an index is seen by `astray`.
 */
async function meetings(statement: Omit<HotStatement, 'name'>): Promise<string[]> {
  const plan = await planOf(statement);
  const tables = new Map<string, Distributed>();
  for (const { Alias: alias = '', 'Relation Name': table = '' } of plan) {
    const placement = placements[table];
    if (placement !== undefined && placement !== 'local') tables.set(alias, { table, ...placement });
  }
  const kinds = [...new Set([...tables.values()].map(({ kind }) => kind))].sort();
  const ways = plan.flatMap(({ Alias: alias = '', 'Index Cond': condition = '' }) => {
    const target = tables.get(alias);
    const given = target && new RegExp(`${alias}\\.${target.key} = (.*?)( AND |$)`).exec(condition)?.[1];
    const sources = [...(given ?? '').matchAll(/(\w+)\.(\w+)/g)].map(([, from = '', column]) => ({
      from: tables.get(from),
      column,
    }));
    return sources.flatMap(({ from, column }) =>
      target && from && column !== from.key ? [`${target.table} by ${from.table}.${column}`] : [],
    );
  });
  return [...(kinds.length > 1 ? [kinds.join(' and ')] : []), ...new Set(ways)];
}

async function ofAll(look: (statement: HotStatement) => Promise<string[]>): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const statement of statements) {
    const seen = await look(statement);
    if (seen.length > 0) found[statement.name] = seen;
  }
  return found;
}

describe('every hot statement', () => {
  test('is looked at: all readings of admission, inbox, messages and search, but for the one of a job', () => {
    expect(unasked).toEqual(['behind']);
  });

  test('names the key of all that it reads, but for the one that goes by words', async () => {
    expect(await ofAll(astray)).toEqual({ search_by_word: ['Bitmap Heap Scan on search_entries'] });
  });

  test('keeps to rows of one kind, and of the keys it was given, but for those that docs/decisions/0016 takes apart', async () => {
    expect(await ofAll(meetings)).toEqual({
      admission_strangers: ['conversation and user'],
      send_append: ['conversation and user'],
      send_attach: ['conversation and user'],
      inbox_standing: ['users by relations.other_id', 'relations by relations.other_id'],
      search_peers: ['profiles by inbox.conversation_id'],
    });
  });
});

test.each([
  ['select text from messages where sender_id = $1::bigint', ['Bitmap Heap Scan on messages']],
  ["select text from messages where conversation_id = $1::uuid or sent_at > '2026-01-01Z'", ['Seq Scan on messages']],
  ['select 1 from inbox where conversation_id = $1::uuid', ['Index Only Scan on inbox']],
  ['select text from messages where conversation_id = $1::uuid and sender_id = $2::bigint', []],
])('"%s" is seen to go astray by %j', async (text, expected) => {
  const valueCount = new Set(text.match(/\$\d/g)).size;
  expect(await astray({ text, valueCount, connection: 'reads' })).toEqual(expected);
});

test.each([
  [
    'select 1 from relations r join users u on u.id = r.other_id where r.user_id = $1::bigint',
    ['users by relations.other_id'],
  ],
  ['select 1 from messages m join search_marks s using (conversation_id) where m.conversation_id = $1::uuid', []],
  [
    'select 1 from messages m join users u on u.id = m.sender_id where m.conversation_id = $1::uuid',
    ['conversation and user'],
  ],
])('"%s" is seen to bring together %j', async (text, expected) => {
  expect(await meetings({ text, valueCount: 1, connection: 'reads' })).toEqual(expected);
});

test('a send that is looked for without its conversation, and marks that are locked without a person, are seen', async () => {
  const broken = async (name: string, from: string, to: string): Promise<string[]> => {
    const found = statements.find((statement) => statement.name === name);
    if (!found?.text.includes(from)) throw new Error(`${name} has no such part`);
    return astray({ ...found, text: found.text.replace(from, to) });
  };
  const lookup =
    'conversation_id = s.conversation_id and sender_id = s.sender_id and client_message_id = s.client_message_id';
  expect(await broken('send_append', lookup, lookup.replace('conversation_id = s.conversation_id and', ''))).toEqual([
    expect.stringContaining('on messages'),
  ]);
  expect(await broken('marks_lock', 'id = any($1::bigint[])', '($1::bigint[]) is not null')).toEqual([
    expect.stringContaining('on users'),
  ]);
});
