// Messages that came while their recipients were away, written straight into the tables of a crowd.
import type { DatabaseAddress } from '@parley/store';
import pg from 'pg';
import { personId } from './crowd.ts';

const conversation = `(lpad(to_hex(least(a, b)), 16, '0') || lpad(to_hex(greatest(a, b)), 16, '0'))::uuid`;
/** $1 the first id, $2 how many people, $3 of how many friends each. */
const PAIRS = `pairs as (select $1::bigint + p as a, $1::bigint + (p + d) % $2::bigint as b, d
  from generate_series(0, $2::bigint - 1) p, generate_series(1, $3::bigint) d)`;
/** $4 of each friend so many, $5 the time. */
const MESSAGES = `with ${PAIRS}
insert into messages (conversation_id, seq, sender_id, sent_at, client_message_id, text)
  select ${conversation}, 1 + n, a, $5::timestamptz, 'missed-' || n, 'What you missed, ' || n
  from pairs, generate_series(1, $4::bigint) n`;
const CONVERSATIONS = `with ${PAIRS}
update conversations c set last_seq = 1 + $4::bigint, last_at = $5::timestamptz from pairs where c.id = ${conversation}`;
/** Who wrote them knows of them: only the other's inbox is ahead. */
const SENDERS = `with ${PAIRS}
update inbox i set last_seq = 1 + $4::bigint, read_seq = 1 + $4::bigint from pairs
  where i.user_id = pairs.a and i.conversation_id = ${conversation}`;
const RECIPIENTS = `with ${PAIRS}
update inbox i set last_seq = 1 + $4::bigint, last_incoming_seq = 1 + $4::bigint,
    rev = u.rev + $4::bigint * pairs.d, message_rev = u.rev + $4::bigint * pairs.d
  from pairs join users u on u.id = pairs.b
  where i.user_id = pairs.b and i.conversation_id = ${conversation}`;
const REVISIONS = `update users set rev = rev + $3::bigint * $4::bigint where id >= $1::bigint and id < $1::bigint + $2::bigint`;
const INDEXED = `with ${PAIRS}
update search_marks s set indexed_seq = 1 + $4::bigint from pairs where s.conversation_id = ${conversation}`;

/**
 * Everybody of a fresh crowd gets `messagesEach` messages from each of `fromFriends` friends, at most half of those they have. Nobody is told: do it
 * before anybody connects.
 */
export async function leaveUnseen(
  address: DatabaseAddress,
  missed: { people: number; fromFriends: number; messagesEach: number; nowMs: number },
): Promise<void> {
  const { people, fromFriends, messagesEach, nowMs } = missed;
  const ring = [personId(0), people, fromFriends];
  const at = new Date(nowMs).toISOString();
  const client = new pg.Client(address);
  await client.connect();
  try {
    for (const text of [MESSAGES, CONVERSATIONS]) await client.query(text, [...ring, messagesEach, at]);
    for (const text of [SENDERS, RECIPIENTS, REVISIONS, INDEXED]) await client.query(text, [...ring, messagesEach]);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

const BEHIND = `behind as (
  select i.conversation_id, i.last_seq, row_number() over (order by i.conversation_id) as n,
    (select o.user_id from inbox o where o.conversation_id = i.conversation_id and o.user_id <> $1::bigint) as peer_id
  from inbox i where i.user_id = $1::bigint order by i.conversation_id limit $2::bigint)`;
const LATER = `with ${BEHIND}
insert into messages (conversation_id, seq, sender_id, sent_at, client_message_id, text)
  select conversation_id, last_seq + m, peer_id, $4::timestamptz, 'later-' || last_seq + m, 'What came later, ' || m
  from behind, generate_series(1, $3::bigint) m`;
const LATER_CONVERSATIONS = `with ${BEHIND}
update conversations c set last_seq = c.last_seq + $3::bigint, last_at = $4::timestamptz from behind where c.id = behind.conversation_id`;
const LATER_MARKS = `with ${BEHIND}
update search_marks s set indexed_seq = behind.last_seq + $3::bigint from behind where s.conversation_id = behind.conversation_id`;
const LATER_INBOXES = `with ${BEHIND}
update inbox i set last_seq = i.last_seq + $3::bigint,
    last_incoming_seq = case when i.user_id = $1::bigint then i.last_seq + $3::bigint else i.last_incoming_seq end,
    rev = case when i.user_id = $1::bigint then u.rev + behind.n * $3::bigint else i.rev end,
    message_rev = case when i.user_id = $1::bigint then u.rev + behind.n * $3::bigint else i.message_rev end
  from behind, users u where u.id = $1::bigint and i.conversation_id = behind.conversation_id`;
const LATER_REVISION = 'update users set rev = rev + $2::bigint * $3::bigint where id = $1::bigint';

/** One person gets `messagesEach` messages in each of so many conversations that they have. Nobody is told: do it while they are away. */
export async function leaveBehind(
  address: DatabaseAddress,
  {
    userId,
    conversations,
    messagesEach,
    nowMs,
  }: { userId: string; conversations: number; messagesEach: number; nowMs: number },
): Promise<void> {
  const what = [userId, conversations, messagesEach];
  const at = new Date(nowMs).toISOString();
  const client = new pg.Client(address);
  await client.connect();
  try {
    for (const text of [LATER, LATER_CONVERSATIONS]) await client.query(text, [...what, at]);
    for (const text of [LATER_MARKS, LATER_INBOXES, LATER_REVISION]) await client.query(text, what);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}
