// What people began to write (INB-4). Each is its owner's alone, and the last one saved counts.
import type { ConversationId, UserId } from '@parley/contract';
import { type Run, toTimestamp } from '../database/index.ts';

export type DraftRow = { text: string; savedAtMs: number };

/** `rev`: the inbox moved there; absent where the conversation has no row in it yet, so that there is nothing to announce. */
export type DraftSaved = { rev: number | undefined };

export type DraftsReader = {
  /** The drafts that there are in these conversations. */
  forMember(userId: UserId, ids: readonly ConversationId[]): Promise<Map<ConversationId, DraftRow>>;
};

export type DraftsWriter = {
  /** Keeps a text, or with an empty one forgets it; nothing when it was so already. */
  save(
    draft: { userId: UserId; conversationId: ConversationId; text: string },
    nowMs: number,
  ): Promise<DraftSaved | undefined>;
};

export const draftsReader = (run: Run): DraftsReader => ({
  forMember: async (userId, ids) => {
    const rows = await run<{ conversation_id: ConversationId; text: string; saved_at: number }>({
      name: 'drafts_get',
      text: 'select conversation_id, text, saved_at from drafts where user_id = $1 and conversation_id = any($2::uuid[])',
      values: [userId, ids],
    });
    return new Map(rows.map((row) => [row.conversation_id, { text: row.text, savedAtMs: row.saved_at }]));
  },
});

const SAVE = `insert into drafts as d (user_id, conversation_id, text, saved_at) values ($1, $2, $3, $4)
  on conflict (user_id, conversation_id) do update set text = excluded.text, saved_at = excluded.saved_at
  where d.text <> excluded.text returning 1`;
const FORGET = 'delete from drafts where user_id = $1 and conversation_id = $2 returning 1';

const MOVE = `with raised as (
    update users set rev = rev + 1 where id = $1 and exists (
      select 1 from inbox where user_id = $1 and conversation_id = $2
    ) returning rev
  )
  update inbox i set rev = raised.rev from raised where i.user_id = $1 and i.conversation_id = $2 returning i.rev`;

export const draftsWriter = (run: Run): DraftsWriter => ({
  save: async ({ userId, conversationId, text }, nowMs) => {
    // The member's own row first, as every writer of inboxes does.
    await run({ text: 'select 1 from users where id = $1 for update', values: [userId] });
    const kept =
      text === ''
        ? await run({ text: FORGET, values: [userId, conversationId] })
        : await run({ text: SAVE, values: [userId, conversationId, text, toTimestamp(nowMs)] });
    if (kept.length === 0) return undefined;
    const [moved] = await run<{ rev: string }>({ text: MOVE, values: [userId, conversationId] });
    return { rev: moved && Number(moved.rev) };
  },
});
