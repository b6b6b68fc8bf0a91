// Inboxes larger than anybody waits for when they are made through the API: written straight into the tables, as the
// server itself would have left them.
import type { UserId } from '@parley/contract';
import type { DatabaseAddress } from '@parley/store';
import pg from 'pg';

/** Ids of people made here: beyond those that tests make by hand, below those of sign-ups. */
const firstPersonId = 2n ** 41n;

const conversationOf = (a: string, b: string): string =>
  `(lpad(to_hex(least(${a}, ${b})), 16, '0') || lpad(to_hex(greatest(${a}, ${b})), 16, '0'))::uuid`;

const PEOPLE = `insert into users (id, state, messages_from, born_on)
  select $1::bigint + n, 0, 1, '1990-01-01' from generate_series(1, $2::bigint) n`;
const PROFILES = `insert into profiles (user_id, handle, display_name, search_key, created_at)
  select $1::bigint + n, 'crowd' || n, 'Crowd ' || n, 'crowd ' || n, $3::timestamptz from generate_series(1, $2::bigint) n`;
const FRIENDS = `insert into relations (user_id, other_id, following, followed_at)
  select a, b, 2, $4::timestamptz from (
    select $3::bigint as a, $1::bigint + n as b from generate_series(1, $2::bigint) n
    union all select $1::bigint + n, $3::bigint from generate_series(1, $2::bigint) n
  ) pairs`;
const CONVERSATIONS = `insert into conversations (id, last_seq, last_at)
  select ${conversationOf('$3::bigint', '$1::bigint + n')}, $5::bigint, $4::timestamptz - ($2::bigint - n) * interval '1 second'
  from generate_series(1, $2::bigint) n`;
// By turns, the last word being the other's in two of three conversations.
const MESSAGES = `insert into messages (conversation_id, seq, sender_id, sent_at, client_message_id, text)
  select ${conversationOf('$3::bigint', '$1::bigint + n')}, s,
    case when ($5::bigint - s) % 3 = n % 3 then $3::bigint else $1::bigint + n end,
    $4::timestamptz - ($2::bigint - n) * interval '1 second' - ($5::bigint - s) * interval '1 minute',
    'fill-' || s, 'Message ' || s || ' with person ' || n
  from generate_series(1, $2::bigint) n, generate_series(1, $5::bigint) s`;
const INBOX = `insert into inbox (user_id, conversation_id, rev, message_rev, last_seq, last_incoming_seq, read_seq)
  select $3::bigint, ${conversationOf('$3::bigint', '$1::bigint + n')}, n, n, $4::bigint,
    case when n % 3 = 0 then $4::bigint - 1 else $4::bigint end,
    case when n % 2 = 0 then $4::bigint else $4::bigint - 2 end
  from generate_series(1, $2::bigint) n`;

export type InboxFill = { userId: UserId; conversationCount: number; messagesPerConversation?: number; nowMs: number };

/**
 * Fills somebody's inbox with conversations with friends, each with a few messages, every other one unread. The inbox was empty before.
 * One call a database: the people it makes always have the same ids.
 */
export async function fillInbox(address: DatabaseAddress, fill: InboxFill): Promise<void> {
  const { userId, conversationCount, messagesPerConversation = 3, nowMs } = fill;
  const at = new Date(nowMs).toISOString();
  const crowd = [firstPersonId, conversationCount] as const;
  await write(address, [
    [PEOPLE, [...crowd]],
    [PROFILES, [...crowd, at]],
    [FRIENDS, [...crowd, userId, at]],
    [CONVERSATIONS, [...crowd, userId, at, messagesPerConversation]],
    [MESSAGES, [...crowd, userId, at, messagesPerConversation]],
    [INBOX, [...crowd, userId, messagesPerConversation]],
    ['update users set rev = $2::bigint where id = $1', [userId, conversationCount]],
  ]);
}

type Statement = [text: string, values: unknown[]];

/** And lets the planner know of what is there now. */
async function write(address: DatabaseAddress, statements: readonly Statement[]): Promise<void> {
  const client = new pg.Client(address);
  await client.connect();
  try {
    await client.query('begin');
    for (const [text, values] of statements) await client.query(text, values);
    await client.query('commit');
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}
