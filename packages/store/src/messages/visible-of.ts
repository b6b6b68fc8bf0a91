// Which messages somebody can see, asked of many at once: what is there, and what of it is in the sight of whoever looks.
import type { ConversationId, UserId } from '@parley/contract';
import type { Run } from '../database/index.ts';

/** A message, and who looks at it in a conversation of theirs. */
export type SeenPlace = { viewerId: UserId; conversationId: ConversationId; seq: number };

/** REQ-5: what was withheld is there for its sender alone. */
export const seenBy = (viewer: string): string => `(admitted is distinct from 3 or sender_id = ${viewer})`;

const THERE = `select t.place::int as place
  from unnest($1::uuid[], $2::bigint[], $3::bigint[]) with ordinality as t(conversation_id, viewer_id, seq, place)
  join messages using (conversation_id, seq)
  where ${seenBy('t.viewer_id')}`;
const IN_SIGHT = `select t.place::int as place
  from unnest($1::uuid[], $2::bigint[], $3::bigint[]) with ordinality as t(conversation_id, viewer_id, seq, place)
  join inbox i on i.user_id = t.viewer_id and i.conversation_id = t.conversation_id and i.cleared_seq < t.seq
  left join hidden_messages h on h.user_id = t.viewer_id and h.conversation_id = t.conversation_id and h.seq = t.seq
  where h.seq is null`;

/** The indexes of those places whose message its viewer can see. */
export async function visibleOf(run: Run, places: readonly SeenPlace[]): Promise<ReadonlySet<number>> {
  if (places.length === 0) return new Set();
  const values = [
    places.map((place) => place.conversationId),
    places.map((place) => place.viewerId),
    places.map((place) => place.seq),
  ];
  // Two statements: messages and what people see of them are kept by different keys.
  const [there, inSight] = await Promise.all([
    run<{ place: number }>({ name: 'messages_there', text: THERE, values }),
    run<{ place: number }>({ name: 'messages_in_sight', text: IN_SIGHT, values }),
  ]);
  const seen = new Set(inSight.map((row) => row.place));
  return new Set(there.filter((row) => seen.has(row.place)).map((row) => row.place - 1));
}
