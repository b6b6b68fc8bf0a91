import type { Attachment, AttachmentId, ConversationId, UserId } from '@parley/contract';
import { type Run, toTimestamp } from '../database/index.ts';
import { attachmentKeys } from './attachments.sql.ts';

/** An upload that is not gone. `sentIn`: the one message that holds it; absent until it is sent. */
export type AttachmentRow = {
  attachment: Attachment;
  createdAtMs: number;
  sentIn?: { conversationId: ConversationId; seq: number };
};

export type MediaReader = {
  /** Those that there are, and are not gone. The caller decides who may know. */
  byId(ids: readonly AttachmentId[]): Promise<Map<AttachmentId, AttachmentRow>>;
  /** Some whose bytes are to be deleted. */
  gone(limit: number): Promise<AttachmentId[]>;
};

export type MediaWriter = {
  /** Its owner is in its id. */
  create(attachment: Attachment, nowMs: number): Promise<void>;
  /** Tells more of what was not sent yet. Holds it still until the transaction is over. False: it is sent, or gone. */
  describe(attachment: Attachment): Promise<boolean>;
  /** Nobody may see any more what was uploaded before and never sent. */
  expireUnsent(createdBeforeMs: number, nowMs: number): Promise<void>;
  /** Their bytes are deleted. */
  forget(ids: readonly AttachmentId[]): Promise<void>;
};

type Row = {
  owner_id: UserId;
  id: string;
  facts: Omit<Attachment, 'id'>;
  created_at: number;
  conversation_id: ConversationId | null;
  seq: string | null;
};

const nameOf = (row: Pick<Row, 'owner_id' | 'id'>): AttachmentId =>
  `${row.owner_id}-${row.id.replaceAll('-', '')}` as AttachmentId;

export const mediaReader = (run: Run): MediaReader => ({
  byId: async (ids) => {
    if (ids.length === 0) return new Map();
    const { owners, parts } = attachmentKeys(ids);
    const rows = await run<Row>({
      name: 'attachments_by_id',
      text: `select a.owner_id, a.id, a.facts, a.created_at, a.conversation_id, a.seq
        from unnest($1::bigint[], $2::uuid[]) as t(owner_id, id)
        join attachments a on a.owner_id = t.owner_id and a.id = t.id
        where a.gone_at is null`,
      values: [owners, parts],
    });
    return new Map(
      rows.map((row) => {
        const id = nameOf(row);
        const { conversation_id: conversationId, seq } = row;
        const sentIn = conversationId === null ? {} : { sentIn: { conversationId, seq: Number(seq) } };
        return [id, { attachment: { ...row.facts, id }, createdAtMs: row.created_at, ...sentIn }];
      }),
    );
  },

  gone: async (limit) => {
    const rows = await run<Pick<Row, 'owner_id' | 'id'>>({
      text: 'select owner_id, id from attachments where gone_at is not null order by gone_at limit $1',
      values: [limit],
    });
    return rows.map(nameOf);
  },
});

export const mediaWriter = (run: Run): MediaWriter => ({
  create: async ({ id, ...facts }, nowMs) => {
    const { owners, parts } = attachmentKeys([id]);
    await run({
      text: 'insert into attachments (owner_id, id, facts, created_at) values ($1, $2, $3, $4)',
      values: [owners[0], parts[0], JSON.stringify(facts), toTimestamp(nowMs)],
    });
  },

  describe: async ({ id, ...facts }) => {
    const { owners, parts } = attachmentKeys([id]);
    const rows = await run({
      text: `update attachments set facts = $3
        where owner_id = $1 and id = $2 and conversation_id is null and gone_at is null returning 1`,
      values: [owners[0], parts[0], JSON.stringify(facts)],
    });
    return rows.length > 0;
  },

  expireUnsent: async (createdBeforeMs, nowMs) => {
    await run({
      text: 'update attachments set gone_at = $2 where conversation_id is null and gone_at is null and created_at < $1',
      values: [toTimestamp(createdBeforeMs), toTimestamp(nowMs)],
    });
  },

  forget: async (ids) => {
    const { owners, parts } = attachmentKeys(ids);
    await run({
      text: `delete from attachments a using unnest($1::bigint[], $2::uuid[]) as t(owner_id, id)
        where a.owner_id = t.owner_id and a.id = t.id and a.gone_at is not null`,
      values: [owners, parts],
    });
  },
});
