// The two hot statements of the send path. README.md beside this file tells why they have this shape and what each obvious other one breaks.

/**
 * Locks the rows of all senders and recipients in the order of their ids, raises each inbox's revision, and so holds still what was decided on.
 * An upsert locks in the order of its rows; `update .. from unnest` does not, and deadlocks. $1 user ids.
 */
export const LOCK = `insert into users (id) select unnest($1::bigint[]) order by 1
on conflict (id) do update set rev = users.rev + 1
returning id, rev`;

/**
 * Appends on a snapshot taken after LOCK. One row of the input per send, in the order of arrival.
 * $1 conversation ids, $2 senders, $3 recipients, $4 client message ids, $5 texts, $6 entities (JSON or null),
 * $7 and $8 the versions of sender and recipient that were decided on, $9 all user ids, $10 the time.
 * Answers a row for each send that is stored, now or before; a send without a row has to be decided again.
 */
export const APPEND = `with input as materialized (
  select * from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::jsonb[], $7::int[], $8::int[])
    with ordinality as t(conversation_id, sender_id, recipient_id, client_message_id, text, entities, sender_ver, recipient_ver, ord)
),
-- doubles inside the batch: the first counts
single as materialized (
  select distinct on (conversation_id, sender_id, client_message_id) * from input
  order by conversation_id, sender_id, client_message_id, ord
),
-- sent before: their first answer
stored as materialized (
  select s.conversation_id, s.sender_id, s.client_message_id, m.seq, m.sent_at
  from single s cross join lateral (
    select seq, sent_at from messages
    where conversation_id = s.conversation_id and sender_id = s.sender_id and client_message_id = s.client_message_id
    limit 1
  ) m
),
locked as materialized (select id, rev, ver from users where id = any($9::bigint[])),
-- what was decided on still holds
fresh as materialized (
  select s.*, row_number() over (partition by s.conversation_id order by s.ord) as place,
    count(*) over (partition by s.conversation_id) as count
  from single s
  join locked sender on sender.id = s.sender_id and sender.ver = s.sender_ver
  join locked recipient on recipient.id = s.recipient_id and recipient.ver = s.recipient_ver
  where not exists (
    select 1 from stored o
    where o.conversation_id = s.conversation_id and o.sender_id = s.sender_id and o.client_message_id = s.client_message_id
  )
),
grouped as materialized (
  select conversation_id, count(*) as count,
    bool_or(sender_id < recipient_id) as low_wrote, bool_or(sender_id > recipient_id) as high_wrote
  from fresh group by conversation_id
),
numbered as materialized (
  insert into conversations as c (id, last_seq, last_at, low_wrote, high_wrote)
  select conversation_id, count, $10::timestamptz, low_wrote, high_wrote from grouped order by conversation_id
  on conflict (id) do update set
    last_seq = c.last_seq + excluded.last_seq,
    last_at = greatest(c.last_at, excluded.last_at),
    low_wrote = c.low_wrote or excluded.low_wrote,
    high_wrote = c.high_wrote or excluded.high_wrote
  returning c.id, c.last_seq, c.last_at
),
placed as materialized (
  select f.*, n.last_seq - f.count + f.place as seq, n.last_at as sent_at
  from fresh f join numbered n on n.id = f.conversation_id
),
logged as (
  insert into messages (conversation_id, seq, sender_id, sent_at, client_message_id, text, entities)
  select conversation_id, seq, sender_id, sent_at, client_message_id, text, entities from placed
),
audience as (
  select conversation_id, user_id, max(seq) as last_seq, coalesce(max(seq) filter (where is_incoming), 0) as last_incoming_seq
  from (
    select conversation_id, sender_id as user_id, seq, false as is_incoming from placed
    union all
    select conversation_id, recipient_id, seq, true from placed
  ) views
  group by conversation_id, user_id
),
inboxes as (
  insert into inbox as i (user_id, conversation_id, rev, message_rev, last_seq, last_incoming_seq)
  select a.user_id, a.conversation_id, l.rev, l.rev, a.last_seq, a.last_incoming_seq
  from audience a join locked l on l.id = a.user_id
  order by a.user_id, a.conversation_id
  on conflict (user_id, conversation_id) do update set
    rev = excluded.rev,
    message_rev = excluded.message_rev,
    last_seq = excluded.last_seq,
    last_incoming_seq = greatest(i.last_incoming_seq, excluded.last_incoming_seq),
    is_listed = true
)
select conversation_id, sender_id, client_message_id, seq, sent_at, true as is_new from placed
union all
select conversation_id, sender_id, client_message_id, seq, sent_at, false from stored`;

/**
 * The stored answers of sends that would now be refused: MSG-2 gives the first answer, whatever has changed since.
 * $1 conversation ids, $2 senders, $3 client message ids.
 */
export const STORED = `select m.conversation_id, m.sender_id, m.client_message_id, m.seq, m.sent_at
from unnest($1::uuid[], $2::bigint[], $3::text[]) as t(conversation_id, sender_id, client_message_id)
join messages m using (conversation_id, sender_id, client_message_id)`;
