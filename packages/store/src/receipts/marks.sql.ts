// What readers and devices say they have reached, many at once, in one flush like that of the send path: lock, then apply on a fresh snapshot.

/**
 * Both people of every mark, in the order of their ids, as every writer of inboxes locks them. Only rows that are there: the peer's id
 * comes from the caller, who may have made it up. $1 user ids.
 */
export const LOCK_MARKED = `insert into users (id) select id from users where id = any($1::bigint[]) order by 1
on conflict (id) do update set ver = users.ver`;

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
  from input n join inbox i on i.user_id = n.user_id and i.conversation_id = n.conversation_id
),
-- RCPT-1: both have receipts on, and neither blocked the other; REQ-3: nothing is told of what waits in requests
moves as materialized (
  select o.*, new_read_seq > read_seq as is_read,
    coalesce(delivered_seq > greatest(untold_seq, new_read_seq), false) as is_delivered,
    me.read_receipts and coalesce(peer.read_receipts, false) and o.folder = 0 and not exists (
      select 1 from relations r where r.blocked_at is not null
        and ((r.user_id = o.user_id and r.other_id = o.peer_id) or (r.user_id = o.peer_id and r.other_id = o.user_id))
    ) as is_told
  from own o join users me on me.id = o.user_id left join users peer on peer.id = o.peer_id
),
told as materialized (
  select * from (
    select p.user_id, p.conversation_id, p.peer_delivered_seq, p.peer_receipt_seq,
      greatest(p.peer_delivered_seq, case when is_read then new_read_seq end, case when is_delivered then delivered_seq end)
        as new_delivered_seq,
      greatest(p.peer_receipt_seq, case when is_read then new_read_seq end) as new_receipt_seq
    from moves m join inbox p on p.user_id = m.peer_id and p.conversation_id = m.conversation_id
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
raised as materialized (
  update users set rev = rev + 1 where id in (select user_id from changed where is_seen) returning id, rev
),
stored as (
  update inbox i set
    rev = coalesce(r.rev, i.rev),
    read_seq = coalesce(c.read_seq, i.read_seq),
    untold_seq = coalesce(c.untold_seq, i.untold_seq),
    peer_delivered_seq = coalesce(c.delivered_seq, i.peer_delivered_seq),
    peer_receipt_seq = coalesce(c.receipt_seq, i.peer_receipt_seq)
  from changed c left join raised r on r.id = c.user_id and c.is_seen
  where i.user_id = c.user_id and i.conversation_id = c.conversation_id
)
select c.user_id, c.conversation_id, r.rev, c.read_seq, c.delivered_seq, c.receipt_seq
from changed c join raised r on r.id = c.user_id where c.is_seen
order by c.user_id, c.conversation_id`;
