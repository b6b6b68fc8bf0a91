// The statements by which sends and unsends reach attachments. They run inside of theirs.
import type { AttachmentId, ConversationId, UserId } from '@parley/contract';

/** An id is its owner and a random part: the key that a row is distributed by is in it. */
export function attachmentKeys(ids: readonly AttachmentId[]): { owners: string[]; parts: string[] } {
  const keys = ids.map((id) => id.split('-'));
  return { owners: keys.map(([owner = '']) => owner), parts: keys.map(([, part = '']) => part) };
}

/**
 * After APPEND, in its transaction: what the messages appended hold is theirs. A send that APPEND dropped has no message that holds it, and
 * attaches nothing. The arrays are asked for apart because this connection joins without nested loops, and would read the whole table. $1 owners, $2 ids, $3 conversations, $4 client message ids, $5 the ids as messages hold them.
 */
export const ATTACH = `with placed as materialized (
  select t.owner_id, t.id, m.conversation_id, m.seq
  from unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::text[], $5::text[])
    as t(owner_id, id, conversation_id, client_message_id, name)
  cross join lateral (
    select conversation_id, seq from messages
    where conversation_id = t.conversation_id and sender_id = t.owner_id and client_message_id = t.client_message_id
      and extras->'attachments' @> jsonb_build_array(jsonb_build_object('id', t.name))
    limit 1
  ) m
)
update attachments a set conversation_id = p.conversation_id, seq = p.seq
from placed p
where a.owner_id = any($1::bigint[]) and a.id = any($2::uuid[]) and a.owner_id = p.owner_id and a.id = p.id and a.conversation_id is null`;

type Sent = {
  senderId: UserId;
  conversationId: ConversationId;
  clientMessageId: string;
  attachments?: readonly { id: AttachmentId }[] | undefined;
};

/** Undefined where nobody sends any: then there is nothing to run. */
export function attachValues(sends: readonly Sent[]): unknown[] | undefined {
  const all = sends.flatMap((send) => (send.attachments ?? []).map(({ id }) => ({ id, send })));
  if (all.length === 0) return undefined;
  const ids = all.map(({ id }) => id);
  return [
    all.map(({ send }) => send.senderId),
    attachmentKeys(ids).parts,
    all.map(({ send }) => send.conversationId),
    all.map(({ send }) => send.clientMessageId),
    ids,
  ];
}

/** Nobody may see these any more. $1 owners, $2 ids, $3 the time. */
export const GONE = `update attachments a set gone_at = $3 from unnest($1::bigint[], $2::uuid[]) as t(owner_id, id)
where a.owner_id = t.owner_id and a.id = t.id and a.gone_at is null`;
