// How messages get their entries: after their commit, conversation by conversation, each from its mark on. Marks and entries move together, so
// that whatever is interrupted is done again from where it stood, and doing it twice is doing it once.
import { type ConversationId, directConversationPair, type UserId } from '@parley/contract';
import { type Run, toTimestamp } from '../database/index.ts';
import { toEntryWords } from './lexemes.ts';

export type UnindexedMessage = {
  conversationId: ConversationId;
  seq: number;
  sentAtMs: number;
  text: string;
  /** Who may see it: a message that is withheld from everybody else has its sender alone. */
  members: readonly UserId[];
};

export type NewSearchEntry = Pick<UnindexedMessage, 'conversationId' | 'seq' | 'sentAtMs' | 'members'> & {
  words: readonly string[];
};

export type SearchWriter = {
  /**
   * Messages of these conversations that have no entries yet, at most `perConversation` of each, in order of their seq; their marks are
   * held until the transaction ends.
   */
  takeUnindexed(ids: readonly ConversationId[], perConversation: number): Promise<UnindexedMessage[]>;
  /** Waits for whoever gives this conversation's messages their entries, and keeps them from it until the transaction ends. */
  hold(id: ConversationId): Promise<void>;
  /**
   * What finds a changed message from now on, and whom; nobody finds one without words. The conversation is held. Entries that come before
   * their time stay as they are when that comes.
   */
  replace(entry: NewSearchEntry): Promise<void>;
  /** Adds the entries, one for each member, and moves the marks up to the last of each conversation. */
  add(entries: readonly NewSearchEntry[]): Promise<void>;
};

type Row = {
  conversation_id: ConversationId;
  seq: string;
  sender_id: UserId;
  sent_at: number;
  text: string;
  is_withheld: boolean;
};

/** Marks are made and locked in the order of their ids, as all rows are that several nodes write; nearly all are there. */
const MAKE = `insert into search_marks (conversation_id, indexed_seq) select id, 0 from unnest($1::uuid[]) as t(id) order by 1
on conflict (conversation_id) do nothing`;
const HOLD = `select conversation_id, indexed_seq from search_marks where conversation_id = any($1::uuid[])
order by conversation_id for no key update`;

const REMOVE = `delete from search_entries where user_id = any($1::bigint[]) and conversation_id = $2 and seq = $3`;
const REPLACE = `insert into search_entries (user_id, conversation_id, seq, sent_at, words)
select t.user_id, $2, $3, $4, array_to_tsvector(string_to_array(t.words, ' '))
from unnest($1::bigint[], $5::text[]) as t(user_id, words)
join inbox i on i.user_id = t.user_id and i.conversation_id = $2
on conflict (user_id, conversation_id, seq) do update set words = excluded.words`;

const UNINDEXED = `select m.* from unnest($1::uuid[], $2::bigint[]) as search_marks(conversation_id, indexed_seq)
cross join lateral (
  select conversation_id, seq, sender_id, sent_at, text, admitted is not distinct from 3 as is_withheld from messages
  where conversation_id = search_marks.conversation_id and seq > search_marks.indexed_seq
  order by seq limit $3
) m`;

/** Only whoever has the conversation gets entries: an erased account has none. */
const ADD = `with entries as (
  insert into search_entries (user_id, conversation_id, seq, sent_at, words)
  select t.user_id, t.conversation_id, t.seq, t.sent_at, array_to_tsvector(string_to_array(t.words, ' '))
  from unnest($1::bigint[], $2::uuid[], $3::bigint[], $4::timestamptz[], $5::text[]) as t(user_id, conversation_id, seq, sent_at, words)
  join inbox i on i.user_id = t.user_id and i.conversation_id = t.conversation_id
  on conflict (user_id, conversation_id, seq) do nothing
)
update search_marks s set indexed_seq = t.seq
from unnest($6::uuid[], $7::bigint[]) as t(conversation_id, seq) where s.conversation_id = t.conversation_id`;

async function hold(run: Run, ids: readonly ConversationId[]) {
  await run({ name: 'search_make', text: MAKE, values: [ids] });
  return run<{ conversation_id: ConversationId; indexed_seq: string }>({
    name: 'search_hold',
    text: HOLD,
    values: [ids],
  });
}

export const searchWriter = (run: Run): SearchWriter => ({
  takeUnindexed: async (ids, perConversation) => {
    const marks = await hold(run, ids);
    const values = [marks.map((mark) => mark.conversation_id), marks.map((mark) => mark.indexed_seq), perConversation];
    const rows = await run<Row>({ name: 'search_unindexed', text: UNINDEXED, values });
    return rows.map((row) => ({
      conversationId: row.conversation_id,
      seq: Number(row.seq),
      sentAtMs: row.sent_at,
      text: row.text,
      members: row.is_withheld ? [row.sender_id] : (directConversationPair(row.conversation_id) ?? []),
    }));
  },

  add: async (entries) => {
    const last = new Map(entries.map((entry) => [entry.conversationId, entry.seq]));
    const rows = entries
      .filter((entry) => entry.words.length > 0)
      .flatMap((entry) => entry.members.map((userId) => ({ ...entry, userId })));
    await run({
      name: 'search_add',
      text: ADD,
      values: [
        rows.map((row) => row.userId),
        rows.map((row) => row.conversationId),
        rows.map((row) => row.seq),
        rows.map((row) => toTimestamp(row.sentAtMs)),
        rows.map((row) => toEntryWords(row.userId, row.words)),
        [...last.keys()],
        [...last.values()],
      ],
    });
  },

  hold: async (id) => {
    await hold(run, [id]);
  },

  replace: async ({ conversationId, seq, sentAtMs, words, members }) => {
    await run({ text: REMOVE, values: [members, conversationId, seq] });
    const found = words.length > 0 ? members : [];
    const entries = found.map((id) => toEntryWords(id, words));
    await run({ text: REPLACE, values: [found, conversationId, seq, toTimestamp(sentAtMs), entries] });
  },
});
