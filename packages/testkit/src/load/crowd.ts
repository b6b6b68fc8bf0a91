// Many people who may write to each other, written straight into the tables: what a load is carried by, made in seconds.
import { limits } from '@parley/contract';
import { hashToken, newSessionId, newToken } from '@parley/server';
import type { DatabaseAddress } from '@parley/store';
import pg from 'pg';

/** `friendsEach` is even: everybody's friends are those next to them in a ring. */
export type CrowdSize = { people: number; friendsEach: number; nowMs: number };
/** By the people's places in the ring. */
export type Crowd = { tokens: string[]; friendsEach: number };

const firstPersonId = 2n ** 42n;

/** The place of somebody's friend; `which` from 0 to `friendsEach` - 1. */
export function friendOf(crowd: { people: number; friendsEach: number }, person: number, which: number): number {
  const half = crowd.friendsEach / 2;
  const offset = which < half ? which + 1 : half - 1 - which;
  return (person + offset + crowd.people) % crowd.people;
}

export const personId = (place: number): string => String(firstPersonId + BigInt(place));

const conversationOf = (a: string, b: string): string =>
  `(lpad(to_hex(least(${a}, ${b})), 16, '0') || lpad(to_hex(greatest(${a}, ${b})), 16, '0'))::uuid`;

/** $1 the first id, $2 how many people, $3 half of the friends of each, $4 the time. */
const PAIRS = `pairs as (select $1::bigint + p as a, $1::bigint + (p + d) % $2::bigint as b
  from generate_series(0, $2::bigint - 1) p, generate_series(1, $3::bigint) d),
ways as (select a, b, 0 as incoming from pairs union all select b, a, 1 from pairs)`;
/** $1 the first id, $2 how many. */
const people = `insert into users (id, state, messages_from, born_on, rev)
  select $1::bigint + n, 0, 1, '1990-01-01', $3::bigint from generate_series(0, $2::bigint - 1) n`;
const profiles = `insert into profiles (user_id, handle, display_name, search_key, created_at)
  select $1::bigint + n, 'load' || n, 'Load ' || n, 'load ' || n, $3::timestamptz
  from generate_series(0, $2::bigint - 1) n`;
const relations = `with ${PAIRS}
insert into relations (user_id, other_id, following, followed_at, consented_at, consent_reason, wrote_at, first_contact_at)
  select a, b, 2, $4::timestamptz, $4::timestamptz, 1, $4::timestamptz, $4::timestamptz - interval '2 days' from ways`;
const conversations = `with ${PAIRS}
insert into conversations (id, last_seq, last_at) select ${conversationOf('a', 'b')}, 1, $4::timestamptz from pairs`;
const messages = `with ${PAIRS}
insert into messages (conversation_id, seq, sender_id, sent_at, client_message_id, text)
  select ${conversationOf('a', 'b')}, 1, a, $4::timestamptz, 'load', 'Hello' from pairs`;
const inboxes = `with ${PAIRS}
insert into inbox (user_id, conversation_id, rev, message_rev, last_seq, last_incoming_seq, read_seq)
  select a, ${conversationOf('a', 'b')}, n, n, 1, incoming, 1
  from (select a, b, incoming, row_number() over (partition by a order by b) as n from ways) rows`;
const indexed = `with ${PAIRS}
insert into search_marks (conversation_id, indexed_seq) select ${conversationOf('a', 'b')}, 1 from pairs`;
const sessions = `insert into sessions (token_hash, id, user_id, created_at, expires_at)
  select t.hash, t.id, $1::bigint + t.place - 1, $4::timestamptz, $5::timestamptz
  from unnest($2::bytea[], $3::text[]) with ordinality as t(hash, id, place)`;

/** Fills an empty, migrated database: everybody has written with each of their friends, and is signed in. */
export async function fillCrowd(address: DatabaseAddress, size: CrowdSize): Promise<Crowd> {
  const { people: count, friendsEach, nowMs } = size;
  const at = new Date(nowMs).toISOString();
  const tokens = Array.from({ length: count }, newToken);
  const client = new pg.Client(address);
  await client.connect();
  try {
    await client.query(people, [firstPersonId, count, friendsEach]);
    await client.query(profiles, [firstPersonId, count, at]);
    const ring = [firstPersonId, count, friendsEach / 2];
    for (const text of [inboxes, indexed]) await client.query(text, ring);
    for (const text of [relations, conversations, messages]) await client.query(text, [...ring, at]);
    const ends = new Date(nowMs + limits.sessionMs).toISOString();
    await client.query(sessions, [firstPersonId, tokens.map(hashToken), tokens.map(newSessionId), at, ends]);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
  return { tokens, friendsEach };
}
