// The two hot statements of the send path. README.md beside this file tells why they have this shape and what each obvious other one breaks.

/**
 * Locks the rows of all senders and recipients in the order of their ids, raises each inbox's revision, and so holds still what was decided on.
 * An upsert locks in the order of its rows; `update .. from unnest` does not, and deadlocks.
 * $1 user ids, $2 how many sends of this batch are theirs: they count as attempts (LIM-1) until APPEND finds that they did not.
 */
export const LOCK = `insert into users (id, attempt_count) select * from unnest($1::bigint[], $2::bigint[]) as t(id, attempts) order by 1
on conflict (id) do update set rev = users.rev + 1, attempt_count = users.attempt_count + excluded.attempt_count
returning id, rev`;

/**
 * Appends on a snapshot taken after LOCK. One row of the input per send, in the order of arrival.
 * $1 conversation ids, $2 senders, $3 recipients, $4 client message ids, $5 texts, $6 extras (JSON or null),
 * $7 and $8 the versions of sender and recipient that were decided on, $9 all user ids, $10 the time, $11 up to which attempt_count the
 * sender may send, $12 the folder if not the inbox (1 requests, 2 filtered, 3 withheld), $13 why filtered (JSON or null), $14 effects: what
 * the send changes of how the two stand, a sum of 1 the sender consents to hear the other, 2 the other is a new person to the sender,
 * 4 the other's request opens or moves, 8 it counts as a request, 16 it takes attachments, 32 the request
 * that waits is over. At most one send of a sender and of a conversation may have any, and it
 * must be their last in the batch: what comes after would be decided on what it changes. $15 senders without a mark since $16.
 * Answers a row for each send that is stored, now or before; a send without a row has to be decided again.
 */
export const APPEND = `with input as materialized (
  select * from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::jsonb[], $7::int[], $8::int[],
      $11::bigint[], $12::smallint[], $13::jsonb[], $14::smallint[])
    with ordinality as t(conversation_id, sender_id, recipient_id, client_message_id, text, extras, sender_ver, recipient_ver,
      attempt_max, admitted, filter_reason, effects, ord)
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
locked as materialized (select id, rev, ver, attempt_count from users where id = any($9::bigint[])),
-- what was decided on still holds
fresh as materialized (
  select s.*, row_number() over (partition by s.conversation_id order by s.ord) as place,
    count(*) over (partition by s.conversation_id) as count
  from single s
  join locked sender on sender.id = s.sender_id and sender.ver = s.sender_ver and sender.attempt_count <= s.attempt_max
  join locked recipient on recipient.id = s.recipient_id and recipient.ver = s.recipient_ver
  where not exists (
    select 1 from stored o
    where o.conversation_id = s.conversation_id and o.sender_id = s.sender_id and o.client_message_id = s.client_message_id
  )
),
grouped as materialized (
  select conversation_id, count(*) as count from fresh group by conversation_id
),
numbered as materialized (
  insert into conversations as c (id, last_seq, last_at)
  select conversation_id, count, $10::timestamptz from grouped order by conversation_id
  on conflict (id) do update set
    last_seq = c.last_seq + excluded.last_seq,
    last_at = greatest(c.last_at, excluded.last_at)
  returning c.id, c.last_seq, c.last_at
),
placed as materialized (
  select f.*, n.last_seq - f.count + f.place as seq, n.last_at as sent_at
  from fresh f join numbered n on n.id = f.conversation_id
),
logged as (
  insert into messages (conversation_id, seq, sender_id, sent_at, client_message_id, text, extras, admitted)
  select conversation_id, seq, sender_id, sent_at, client_message_id, text, extras, admitted from placed
),
audience as (
  -- own words put a conversation into the inbox, and what is withheld has no audience
  select conversation_id, user_id, max(seq) as last_seq, coalesce(max(seq) filter (where is_incoming), 0) as last_incoming_seq,
    (array_agg(folder order by seq desc))[1] as folder
  from (
    select conversation_id, sender_id as user_id, seq, false as is_incoming, 0::smallint as folder from placed
    union all
    select conversation_id, recipient_id, seq, true, coalesce(admitted, 0::smallint) from placed where admitted is distinct from 3
  ) views
  group by conversation_id, user_id
),
inboxes as (
  insert into inbox as i (user_id, conversation_id, rev, message_rev, last_seq, last_incoming_seq, folder)
  select a.user_id, a.conversation_id, l.rev, l.rev, a.last_seq, a.last_incoming_seq, a.folder
  from audience a join locked l on l.id = a.user_id
  order by a.user_id, a.conversation_id
  on conflict (user_id, conversation_id) do update set
    rev = excluded.rev,
    message_rev = excluded.message_rev,
    last_seq = excluded.last_seq,
    last_incoming_seq = greatest(i.last_incoming_seq, excluded.last_incoming_seq),
    folder = excluded.folder,
    is_listed = true,
    -- INB-4: out of the archive, unless it is muted at the message's time
    is_archived = i.is_archived and coalesce(i.muted_until > $10, false)
),
-- how the two stand from now on: who writes consents to an answer and so answers a request, who is not let in asks
standings as (
  insert into relations as r (user_id, other_id, consented_at, consent_reason, wrote_at, first_contact_at, request_state, request_at, filter_reason)
  select distinct on (1, 2) * from (
    select sender_id, recipient_id, $10::timestamptz, 1::smallint, $10::timestamptz,
      case when effects & 2 <> 0 then $10::timestamptz end, null::smallint, null::timestamptz, null::jsonb
    from placed where effects & 3 <> 0
    union all
    select recipient_id, sender_id, null, null, null, null, admitted, $10::timestamptz, filter_reason from placed where effects & 4 <> 0
    union all
    select recipient_id, sender_id, null, null, null, null, null, null, null from placed where effects & 32 <> 0
  ) changes
  order by 1, 2
  on conflict (user_id, other_id) do update set
    consented_at = coalesce(r.consented_at, excluded.consented_at),
    consent_reason = coalesce(r.consent_reason, excluded.consent_reason),
    wrote_at = coalesce(r.wrote_at, excluded.wrote_at),
    first_contact_at = coalesce(r.first_contact_at, excluded.first_contact_at),
    request_state = excluded.request_state,
    request_at = excluded.request_at,
    filter_reason = case when excluded.request_state is not null then coalesce(excluded.filter_reason, r.filter_reason) end
),
-- attempts that were none (doubles, and what is decided again) are given back; a change of standing is a new version
settled as (
  insert into users as u (id, ver, attempt_count)
  select * from (
    select i.sender_id, max(case when p.effects > 0 then 1 else 0 end) as change, count(*) filter (where p.ord is null) as unused
    from input i left join placed p on p.ord = i.ord group by i.sender_id
  ) s
  where s.unused > 0 or s.change > 0
  order by 1
  on conflict (id) do update set ver = u.ver + excluded.ver, attempt_count = u.attempt_count - excluded.attempt_count
),
marked as (
  insert into attempt_marks (user_id, at, attempt_count)
  select l.id, $16::timestamptz, l.attempt_count - count(*) from locked l join input i on i.sender_id = l.id
  where l.id = any($15::bigint[]) group by l.id, l.attempt_count order by l.id
  on conflict do nothing
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

/**
 * Counts refused attempts (LIM-1). $1 user ids, in order, $2 how many each, $3 when the present interval of marks began.
 */
export const COUNT_REFUSED = `with counted as (
  insert into users (id, attempt_count) select * from unnest($1::bigint[], $2::bigint[]) as t(id, attempts) order by 1
  on conflict (id) do update set attempt_count = users.attempt_count + excluded.attempt_count
  returning id, attempt_count
)
insert into attempt_marks (user_id, at, attempt_count)
select c.id, $3::timestamptz, c.attempt_count - t.attempts
from counted c join unnest($1::bigint[], $2::bigint[]) as t(id, attempts) on t.id = c.id
order by c.id
on conflict do nothing`;
