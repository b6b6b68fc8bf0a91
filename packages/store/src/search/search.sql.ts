// The statements of a search. Each asks for one member's own entries, and in the same statement whether the member may see the message now:
// it is in a conversation of their inbox, above what they cleared, and not hidden (S04). What was withheld has no entry but its sender's.
import { pageOf } from '../inbox/index.ts';

const visible = (entry: string, more = ''): string => `exists (
    select 1 from inbox i
    where i.user_id = $1 and i.conversation_id = ${entry}.conversation_id and i.cleared_seq < ${entry}.seq${more}
  ) and not exists (
    select 1 from hidden_messages h
    where h.user_id = $1 and h.conversation_id = ${entry}.conversation_id and h.seq = ${entry}.seq
  )`;
/** Requests are no part of the inbox, whatever became of them. */
const inInbox = ' and i.folder = 0';

/** Its rows are the hits, and the last one looked at, which tells where to go on. */
const walk = (
  entries: string,
  order: string,
  may: string,
  places: { count: string; limit: string },
): string => `select * from (
  select e.conversation_id, e.seq, e.sent_at, (row_number() over ())::int as place,
    case when e.words @@ $2::tsquery then ${may} else false end as is_hit
  from (${entries} order by ${order} limit ${places.count}) e
) seen
where is_hit or place = ${places.count}
order by ${order} limit ${places.limit}`;

const newestFirst = 'sent_at desc, conversation_id desc, seq desc';

/** $1 member, $2 words, $3 to $5 before which message, $6 how many entries to look at, $7 how many hits. */
export const WALK = walk(
  `select * from search_entries where user_id = $1 and sent_at <= $3 and (sent_at, conversation_id, seq) < ($3, $4, $5)`,
  newestFirst,
  visible('e', inInbox),
  { count: '$6', limit: '$7' },
);

/** $1 member, $2 words, $3 conversation, $4 before which seq, $5 how many entries to look at, $6 how many hits. */
export const WALK_CONVERSATION = walk(
  'select * from search_entries where user_id = $1 and conversation_id = $3 and seq < $4',
  'seq desc',
  visible('e'),
  { count: '$5', limit: '$6' },
);

/**
 * $1 member, $2 words, $3 to $5 before which message, $6 how many the index may find, $7 how many hits. Always at least one row, for the count.
 * "is true" keeps the planner from the indexes of a member's entries, which hold all of them: the words name the member already.
 */
export const BY_WORD = `with found as materialized (
  select user_id, conversation_id, seq, sent_at from search_entries
  where words @@ $2::tsquery and (user_id = $1) is true and ((sent_at, conversation_id, seq) < ($3, $4, $5)) is true
  limit $6
)
select c.count as found_count, hit.conversation_id, hit.seq, hit.sent_at
from (select count(*)::int as count from found) c
left join lateral (
  select conversation_id, seq, sent_at from found e
  where c.count < $6 and ${visible('e', inInbox)}
  order by ${newestFirst} limit $7
) hit on true
order by ${newestFirst}`;

/** The other of the two: the id of their conversation is both of theirs side by side. */
const half = (from: number): string =>
  `('x' || substr(replace(i.conversation_id::text, '-', ''), ${from}, 16))::bit(64)::bigint`;
const peer = `(case when ${half(1)} = $1 then ${half(17)} else ${half(1)} end)`;

/**
 * OBS-1: whoever is gone and whoever blocked the member has no name in their inbox, and so is not found by one.
 * $1 member, $2 the handle's beginning, $3 a part of the name, $4 and $5 before which row of the inbox, $6 how many.
 */
export const BY_PEER = `select i.conversation_id from inbox i
join profiles p on p.user_id = ${peer} and (p.handle like $2 or p.search_key like $3)
join users u on u.id = p.user_id and u.state = 0
where i.user_id = $1 and i.is_listed and i.folder = 0 and i.message_page <= ${pageOf('$4')} and (i.message_rev, i.conversation_id) < ($4, $5)
  and not exists (select 1 from relations b where b.user_id = p.user_id and b.other_id = $1 and b.blocked_at is not null)
order by i.message_page desc, i.message_rev desc, i.conversation_id desc limit $6`;

/** $1 after which conversation, $2 how many. */
export const BEHIND = `select c.id from conversations c left join search_marks m on m.conversation_id = c.id
where c.id > $1 and c.last_seq > coalesce(m.indexed_seq, 0)
order by c.id limit $2`;
