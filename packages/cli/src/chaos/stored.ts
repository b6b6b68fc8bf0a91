// What the database holds, in SQL of its own: nothing here goes through the store whose work is judged.
import { limits } from '@parley/contract';
import type { DatabaseAddress } from '@parley/store';
import pg from 'pg';

/** `id` is the client's own, `textId` what the text says it is. */
export type StoredMessage = {
  conversation: string;
  seq: number;
  sender: string;
  id: string;
  textId: string;
  sentAtMs: number;
};
export type StoredInboxRow = {
  userId: string;
  conversation: string;
  lastSeq: number;
  lastIncomingSeq: number;
  readSeq: number;
  /** Whether it stands in the inbox. */
  isListed: boolean;
  /** From the messages alone. */
  counted: { lastSeq: number; lastIncomingSeq: number; unread: number };
};
export type Stored = {
  /** In order of conversation and seq. */
  messages: StoredMessage[];
  conversations: { conversation: string; lastSeq: number }[];
  inbox: StoredInboxRow[];
  /** Whose revision is below one of their rows. */
  behind: string[];
};

const MESSAGES = `select conversation_id::text as conversation, seq::int, sender_id::text as sender, client_message_id as id,
    coalesce(substring(text from '^#([^#]+)#'), '') as "textId", (extract(epoch from sent_at) * 1000)::float8 as "sentAtMs"
  from messages order by conversation_id, seq`;
const CONVERSATIONS = 'select id::text as conversation, last_seq::int as "lastSeq" from conversations';
const INBOX = `select i.user_id::text as "userId", i.conversation_id::text as conversation, i.last_seq::int as "lastSeq",
    i.last_incoming_seq::int as "lastIncomingSeq", i.read_seq::int as "readSeq",
    i.is_listed and i.folder = 0 and not i.is_blocked and not i.is_archived as "isListed",
    json_build_object('lastSeq', c.last, 'lastIncomingSeq', c.incoming, 'unread', least(c.unread, $1)) as counted
  from inbox i cross join lateral (
    select coalesce(max(m.seq), 0) as last, coalesce(max(m.seq) filter (where m.sender_id <> i.user_id), 0) as incoming,
      count(*) filter (where m.sender_id <> i.user_id and m.seq > greatest(i.read_seq, i.cleared_seq)) as unread
    from messages m where m.conversation_id = i.conversation_id) c`;
const BEHIND = `select u.id::text as id from users u join inbox i on i.user_id = u.id group by u.id, u.rev having u.rev < max(i.rev)`;

export async function readStored(address: DatabaseAddress): Promise<Stored> {
  const client = new pg.Client(address);
  await client.connect();
  try {
    // One moment for all of it.
    await client.query('begin isolation level repeatable read read only');
    const { rows: messages } = await client.query<StoredMessage>(MESSAGES);
    const { rows: conversations } = await client.query<Stored['conversations'][number]>(CONVERSATIONS);
    const { rows: inbox } = await client.query<StoredInboxRow>(INBOX, [limits.unreadCountMax]);
    const { rows: behind } = await client.query<{ id: string }>(BEHIND);
    return { messages, conversations, inbox, behind: behind.map(({ id }) => id) };
  } finally {
    await client.end();
  }
}
