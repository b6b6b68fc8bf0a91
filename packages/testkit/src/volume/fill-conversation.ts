// A long history at once: written past the send path, which would need minutes for what a bench wants to scroll through.
import type { ConversationId, UserId } from '@parley/contract';
import type { DatabaseAddress } from '@parley/store/embedded';
import pg from 'pg';

export type Filling = {
  /** Between two who have both written in it already, so that everything but the log is as the server made it. */
  conversationId: ConversationId;
  /** They take turns, three messages each. */
  between: readonly [UserId, UserId];
  messages: number;
  /** When the newest was sent; the others a minute before each other. */
  endMs: number;
  /** How many of the newest nobody has read; default: none. */
  unread?: number;
};

/** As long and as short as people write. */
const texts = [
  'ok',
  'On my way',
  '👍',
  'Did you see the boats this morning? There must have been twenty of them, all in a row along the old wall.',
  'haha yes',
  'I will bring the map, and the lamp too, if I find it. Last time it was in the blue box under the stairs.',
  'See you at eight',
  'One thing first\nthen another\nand one more',
  'No way 🎈🎈',
  'صباح الخير',
];

const addMessages = `
insert into messages (conversation_id, seq, sender_id, sent_at, client_message_id, text)
select $1, c.last_seq + n, case when (n / 3) % 2 = 0 then $2::bigint else $3::bigint end,
  $5::timestamptz - ($4::int - n) * interval '1 minute', 'filled-' || (c.last_seq + n), ($6::text[])[1 + n % array_length($6::text[], 1)]
from conversations c, generate_series(1, $4::int) as n
where c.id = $1`;

const moveEnd = `
update conversations set last_at = $2, last_seq = (select max(seq) from messages where conversation_id = $1) where id = $1 returning last_seq`;

const moveMarks = `
update inbox i set
  last_seq = $2::bigint,
  last_incoming_seq = (select max(seq) from messages where conversation_id = $1 and sender_id <> i.user_id),
  read_seq = greatest(i.read_seq, $2::bigint - $3::bigint)
where i.conversation_id = $1`;

/**
 * Adds that many messages to a conversation of two. Nobody is told: do it before anybody connects.
 * Statistics are made anew afterwards, since no plan knows yet how long the log has become.
 */
export async function fillConversation(address: DatabaseAddress, filling: Filling): Promise<void> {
  const { conversationId, between, messages, endMs, unread = 0 } = filling;
  const end = new Date(endMs).toISOString();
  const client = new pg.Client(address);
  await client.connect();
  try {
    await client.query(addMessages, [conversationId, ...between, messages, end, texts]);
    const { rows } = await client.query<{ last_seq: string }>(moveEnd, [conversationId, end]);
    await client.query(moveMarks, [conversationId, rows[0]?.last_seq, unread]);
    await client.query('vacuum analyze messages');
  } finally {
    await client.end();
  }
}
