// What readers and devices say they have reached, many at once, in one flush like that of the send path: lock, then apply on a fresh snapshot.

/**
 * Both people of every mark, in the order of their ids, as every writer of inboxes locks them; locking comes after sorting. Only rows
 * that are there: the peer's id comes from the caller, who may have made it up. A lock alone writes no new row, as an upsert would. $1 user ids.
 */
export const LOCK_MARKED = `select id from users where id = any($1::bigint[]) order by id for no key update`;

/**
 * $1 members, $2 peers, $3 conversations, $4 seqs, $5 whether it is a read mark (else: delivered).
 * Answers a row for each inbox row that its owner will see changed; null where that field stayed.
 */
export const APPLY_MARKS = `with input as materialized (
  select user_id, peer_id, conversation_id,
    max(seq) filter (where is_read) as read_to, max(seq) filter (where not is_read) as delivered_to
  from unnest($1::bigint[], $2::bigint[], $3::uuid[], $4::bigint[], $5::boolean[])
    as t(user_id, peer_id, conversation_id, seq, is_read)
  group by user_id, peer_id, conversation_id
),
-- never down, never beyond the last message
own as materialized (
  select n.user_id, n.peer_id, n.conversation_id, i.read_seq, i.untold_seq, i.folder,
    -- least and greatest pass over null
    greatest(i.read_seq, case when n.read_to is not null then least(n.read_to, i.last_seq) end) as new_read_seq,
    case when n.delivered_to is not null then least(n.delivered_to, i.last_seq) end as delivered_seq
  from input n cross join lateral (
    select read_seq, untold_seq, folder, last_seq from inbox
    where user_id = n.user_id and conversation_id = n.conversation_id limit 1
  ) i
),
-- RCPT-1: both have receipts on, and neither blocked the other; REQ-3: nothing is told of what waits in requests
moves as materialized (
  select o.*, new_read_seq > read_seq as is_read,
    coalesce(delivered_seq > greatest(untold_seq, new_read_seq), false) as is_delivered,
    me.read_receipts and coalesce(peer.read_receipts, false) and o.folder = 0 and mine.blocked_at is null
      and theirs.blocked_at is null as is_told
  from own o
  cross join lateral (select read_receipts from users where id = o.user_id limit 1) me
  left join lateral (select read_receipts from users where id = o.peer_id limit 1) peer on true
  left join lateral (select blocked_at from relations where user_id = o.user_id and other_id = o.peer_id limit 1) mine on true
  left join lateral (select blocked_at from relations where user_id = o.peer_id and other_id = o.user_id limit 1) theirs on true
),
told as materialized (
  select * from (
    select p.user_id, p.conversation_id, p.peer_delivered_seq, p.peer_receipt_seq,
      greatest(p.peer_delivered_seq, case when is_read then new_read_seq end, case when is_delivered then delivered_seq end)
        as new_delivered_seq,
      greatest(p.peer_receipt_seq, case when is_read then new_read_seq end) as new_receipt_seq
    from moves m cross join lateral (
      select user_id, conversation_id, peer_delivered_seq, peer_receipt_seq from inbox
      where user_id = m.peer_id and conversation_id = m.conversation_id limit 1
    ) p
    where is_told
  ) t
  where new_delivered_seq > peer_delivered_seq or new_receipt_seq > peer_receipt_seq
),
-- one inbox row may be both a member's own and the other's
changed as materialized (
  select user_id, conversation_id, max(read_seq) as read_seq, max(untold_seq) as untold_seq,
    max(delivered_seq) as delivered_seq, max(receipt_seq) as receipt_seq, bool_or(is_seen) as is_seen
  from (
    select user_id, conversation_id, case when is_read then new_read_seq end as read_seq,
      case when is_delivered and not is_told then delivered_seq end as untold_seq,
      null::bigint as delivered_seq, null::bigint as receipt_seq, is_read as is_seen
    from moves where is_read or (is_delivered and not is_told)
    union all
    select user_id, conversation_id, null, null, new_delivered_seq, new_receipt_seq, true from told
  ) c
  group by user_id, conversation_id
),
-- as upserts of rows that are there, which go by the keys, however large the table is
raised as materialized (
  insert into users as u (id) select distinct user_id from changed where is_seen order by 1
  on conflict (id) do update set rev = u.rev + 1
  returning id, rev
),
stored as (
  insert into inbox as i (user_id, conversation_id, rev, message_rev, last_seq, read_seq, untold_seq, peer_delivered_seq, peer_receipt_seq)
  select c.user_id, c.conversation_id, coalesce(r.rev, 0), 0, 0, coalesce(c.read_seq, 0), coalesce(c.untold_seq, 0),
    coalesce(c.delivered_seq, 0), coalesce(c.receipt_seq, 0)
  from changed c left join raised r on r.id = c.user_id and c.is_seen
  order by c.user_id, c.conversation_id
  on conflict (user_id, conversation_id) do update set
    rev = greatest(i.rev, excluded.rev),
    read_seq = greatest(i.read_seq, excluded.read_seq),
    untold_seq = greatest(i.untold_seq, excluded.untold_seq),
    peer_delivered_seq = greatest(i.peer_delivered_seq, excluded.peer_delivered_seq),
    peer_receipt_seq = greatest(i.peer_receipt_seq, excluded.peer_receipt_seq)
)
select c.user_id, c.conversation_id, r.rev, c.read_seq, c.delivered_seq, c.receipt_seq
from changed c join raised r on r.id = c.user_id where c.is_seen
order by c.user_id, c.conversation_id`;
