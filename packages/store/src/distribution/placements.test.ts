// The rule of distribution, held against the database itself, so that no table can be forgotten.
import { readdir, readFile } from 'node:fs/promises';
import { emptyDatabase, type FreshDatabase, freshDatabase, queryDatabase } from '@parley/testkit/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { distributedTables, placements } from './placements.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

type Address = FreshDatabase['address'];

/** Everything in which a database goes against the rule, a line each. */
async function breaches(address: Address): Promise<string[]> {
  return [...(await misplaced(address)), ...(await withoutKey(address)), ...(await crossing(address))].sort();
}

const types = { user: 'bigint', conversation: 'uuid' };

/** Tables that nobody placed, placed ones that are not there, and keys that are not of their kind's type. */
async function misplaced(address: Address): Promise<string[]> {
  const rows = await queryDatabase<{ name: string; columns: string[] }>(
    address,
    `select c.relname as name, array_agg(a.attname::text || ' ' || format_type(a.atttypid, a.atttypmod)) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') group by 1`,
  );
  const there = new Map(rows.map((row) => [row.name, row.columns]));
  return [
    ...rows.filter(({ name }) => placements[name] === undefined).map(({ name }) => `${name} is not placed`),
    ...Object.keys(placements)
      .filter((name) => !there.has(name))
      .map((name) => `${name} is not there`),
    ...distributedTables
      .filter(({ table, kind, key }) => there.get(table)?.includes(`${key} ${types[kind]}`) === false)
      .map(({ table, kind, key }) => `${table} has no ${key} that is ${types[kind]}`),
  ];
}

/** Where rows may be said to be one of a kind only over all machines, which nobody could watch over. */
async function withoutKey(address: Address): Promise<string[]> {
  const indexes = await queryDatabase<{ table: string; index: string; columns: string[]; is_primary: boolean }>(
    address,
    `select t.relname as table, i.relname as index, x.indisprimary as is_primary,
       array(select a.attname::text from unnest(x.indkey) with ordinality k(attnum, place)
         join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum order by k.place) as columns
     from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
     where t.relnamespace = 'public'::regnamespace and (x.indisunique or x.indisexclusion)`,
  );
  return distributedTables.flatMap(({ table, key }) => {
    const own = indexes.filter((index) => index.table === table);
    const isFirst = own.find((index) => index.is_primary)?.columns[0] === key;
    return [
      ...(isFirst ? [] : [`${table} has no primary key that begins with ${key}`]),
      ...own.filter(({ columns }) => !columns.includes(key)).map(({ index }) => `${index} is unique without ${key}`),
    ];
  });
}

/** References that would go from one machine to another: every one but from key to key of one kind. */
async function crossing(address: Address): Promise<string[]> {
  const references = await queryDatabase<{ from: string; to: string; own: string[]; other: string[] }>(
    address,
    `select f.conrelid::regclass::text as from, f.confrelid::regclass::text as to,
       array(select a.attname::text from unnest(f.conkey) with ordinality k(n, place)
         join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.n order by k.place) as own,
       array(select a.attname::text from unnest(f.confkey) with ordinality k(n, place)
         join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.n order by k.place) as other
     from pg_constraint f where f.contype = 'f'`,
  );
  const isTogether = ({ from, to, own, other }: (typeof references)[number]): boolean => {
    const [source, target] = [placements[from], placements[to]];
    if (source === undefined || target === undefined) return false;
    if (source === 'local' || target === 'local') return source === target;
    return source.kind === target.kind && own.some((name, at) => name === source.key && other[at] === target.key);
  };
  return references.filter((one) => !isTogether(one)).map(({ from, to }) => `${from} refers to ${to}`);
}

test('every table has its place, its key first in its primary key and in all that is unique, and refers to no other key', async () => {
  expect(await breaches(database.address)).toEqual([]);
});

test.each([
  ['create table polls (id bigint primary key)', ['polls is not placed']],
  ['drop table drafts', ['drafts has no primary key that begins with user_id', 'drafts is not there']],
  ['alter table search_marks alter conversation_id type text', ['search_marks has no conversation_id that is uuid']],
  [
    'alter table drafts drop constraint drafts_pkey, add primary key (conversation_id, user_id)',
    ['drafts has no primary key that begins with user_id'],
  ],
  ['alter table drafts drop constraint drafts_pkey', ['drafts has no primary key that begins with user_id']],
  ['create unique index one_handle on profiles (handle)', ['one_handle is unique without user_id']],
  ['alter table messages add foreign key (sender_id) references users (id)', ['messages refers to users']],
  // Of one kind, and yet of two people.
  ['alter table relations add foreign key (other_id) references users (id)', ['relations refers to users']],
  ['alter table drafts add foreign key (user_id) references credentials (user_id)', ['drafts refers to credentials']],
  ['alter table drafts add foreign key (user_id) references users (id)', []],
])('after "%s" it says %j', async (statement, expected) => {
  const own = await freshDatabase();
  await queryDatabase(own.address, statement);
  expect(await breaches(own.address)).toEqual(expected);
  await own.drop();
});

test('a database without migrations breaks the rule, so that nothing is passed by being empty', async () => {
  const empty = await emptyDatabase();
  expect(await breaches(empty.address)).toContain('messages is not there');
  await empty.drop();
});

describe('the migrations', () => {
  test('name the same key beside each table', async () => {
    const folder = new URL('../migrations/', import.meta.url);
    const files = (await readdir(folder)).filter((name) => /^\d{4}-.*\.ts$/.test(name));
    const texts = await Promise.all(files.map((name) => readFile(new URL(name, folder), 'utf8')));
    const told = texts.flatMap((text) => [...text.matchAll(/((?:^-- .*\n)*)^create table (\w+)/gm)]);
    const keys = Object.fromEntries(
      told.map(([, comment = '', table = '']) => [table, /^-- (?:Key: (\w+)|Local)\./.exec(comment)?.slice(0, 2)]),
    );
    const expected = Object.entries(placements)
      .filter(([table]) => !table.startsWith('kysely'))
      .map(([table, at]) => [table, at === 'local' ? ['-- Local.', undefined] : [`-- Key: ${at.key}.`, at.key]]);
    expect(keys).toEqual(Object.fromEntries(expected));
  });
});
