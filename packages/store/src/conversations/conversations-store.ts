// What one member does to their own view of a conversation (MSG-8). Nothing here reaches the other.
import type { ConversationId, UserId } from '@parley/contract';
import type { Run } from '../database/index.ts';
import { newestUnreadSeq } from '../messages/index.ts';

type Where = { conversationId: ConversationId; userId: UserId };

/** The user's inbox moved to `rev`, and this is what changed there. */
type Moved<Change> = { userId: UserId; rev: number } & Change;
export type ClearedMoved = Moved<{ clearedSeq: number; isListed: boolean }>;
export type HiddenMoved = Moved<{ seqs: number[] }>;

export type ConversationsWriter = {
  /**
   * Empties the member's own view up to the last message; `isListed: false` also takes it out of the inbox, and nothing here puts it back.
   * What is not listed is neither pinned nor archived nor marked unread, and has no draft (INB-4).
   */
  clear(view: Where & { isListed: boolean }): Promise<ClearedMoved | undefined>;
  /** Hides messages that exist from the member's own view; answers the new revision, nothing when all were hidden already. */
  hide(view: Where & { seqs: readonly number[] }): Promise<HiddenMoved | undefined>;
};

type View = {
  last_seq: string;
  last_incoming_seq: string;
  read_seq: string;
  cleared_seq: string;
  is_listed: boolean;
};

const VIEW = `select last_seq, last_incoming_seq, read_seq, cleared_seq, is_listed from inbox
  where user_id = $1 and conversation_id = $2`;

/** Only messages that are there, and not cleared away. */
const HIDE = `insert into hidden_messages (user_id, conversation_id, seq)
  select $1, i.conversation_id, t.seq from inbox i cross join unnest($3::bigint[]) as t(seq)
  where i.user_id = $1 and i.conversation_id = $2 and t.seq > i.cleared_seq and t.seq <= i.last_seq
  order by t.seq on conflict do nothing returning seq`;

export const conversationsWriter = (run: Run): ConversationsWriter => ({
  clear: async (view) => {
    const row = await lockView(run, view);
    if (!row) return undefined;
    const rev = await raise(run, view.userId);
    const clearedSeq = Number(row.last_seq);
    const isListed = row.is_listed && view.isListed;
    await run({
      text: `update inbox set rev = $3, cleared_seq = $4, is_listed = $5, pinned_at = case when $5 then pinned_at end,
        is_archived = is_archived and $5, is_marked_unread = is_marked_unread and $5 where user_id = $1 and conversation_id = $2`,
      values: [view.userId, view.conversationId, rev, clearedSeq, isListed],
    });
    await run({
      text: 'delete from hidden_messages where user_id = $1 and conversation_id = $2 and seq <= $3',
      values: [view.userId, view.conversationId, clearedSeq],
    });
    if (!isListed) {
      const text = 'delete from drafts where user_id = $1 and conversation_id = $2';
      await run({ text, values: [view.userId, view.conversationId] });
    }
    return { userId: view.userId, rev, clearedSeq, isListed };
  },

  hide: async (view) => {
    const row = await lockView(run, view);
    const hidden = await run<{ seq: string }>({ text: HIDE, values: [view.userId, view.conversationId, view.seqs] });
    if (!row || hidden.length === 0) return undefined;
    const rev = await raise(run, view.userId);
    const hidesNewest = hidden.some(({ seq }) => seq === row.last_incoming_seq);
    const lastIncomingSeq = hidesNewest ? await newestUnread(run, view, row) : row.last_incoming_seq;
    await run({
      text: 'update inbox set rev = $3, last_incoming_seq = $4 where user_id = $1 and conversation_id = $2',
      values: [view.userId, view.conversationId, rev, lastIncomingSeq],
    });
    return { userId: view.userId, rev, seqs: hidden.map(({ seq }) => Number(seq)) };
  },
});

/** The member's row of the conversation, with the member's own row locked first, as every writer of inboxes does. */
async function lockView(run: Run, { userId, conversationId }: Where): Promise<View | undefined> {
  await run({ text: 'select 1 from users where id = $1 for update', values: [userId] });
  return (await run<View>({ text: VIEW, values: [userId, conversationId] }))[0];
}

async function raise(run: Run, userId: UserId): Promise<number> {
  const text = 'update users set rev = rev + 1 where id = $1 returning rev';
  return Number((await run<{ rev: string }>({ text, values: [userId] }))[0]?.rev);
}

async function newestUnread(run: Run, { userId, conversationId }: Where, row: View): Promise<number> {
  const hidden = await run<{ seq: string }>({
    text: 'select seq from hidden_messages where user_id = $1 and conversation_id = $2',
    values: [userId, conversationId],
  });
  const hiddenSeqs = hidden.map((one) => one.seq);
  const afterSeq = Math.max(Number(row.read_seq), Number(row.cleared_seq));
  const upToSeq = Number(row.last_incoming_seq);
  return newestUnreadSeq(run, { conversationId, userId, afterSeq, upToSeq, hiddenSeqs });
}
