// The statements that edit and unsend, one after another in one transaction. As many run whatever the other has done with the message or its
// sender: nobody learns by the time an edit takes whether they were read, declined or blocked (OBS-1).

/**
 * Both people, in the order of their ids, as every writer of inboxes locks them: what was decided on holds still, and so do their messages,
 * since whoever changes one comes through here. $1 user ids.
 */
export const LOCK_BOTH = `insert into users (id) select id from users where id = any($1::bigint[]) order by 1
on conflict (id) do update set ver = users.ver
returning id, ver`;

/** $1 conversation, $2 seq, $3 its sender. */
export const TARGET = `select sent_at, client_message_id, text, extras, admitted from messages
where conversation_id = $1 and seq = $2 and sender_id = $3`;

/** $1 conversation, $2 seq, $3 the text, $4 extras. */
export const REWRITE = 'update messages set text = $3, extras = $4::jsonb where conversation_id = $1 and seq = $2';

/** How the conversation stands for each of them, with what they hid. $1 conversation, $2 user ids. */
export const VIEWS = `select i.user_id, i.folder, i.is_blocked, i.read_seq, i.cleared_seq, i.last_incoming_seq,
  array(select h.seq from hidden_messages h where h.user_id = i.user_id and h.conversation_id = i.conversation_id) as hidden_seqs
from inbox i where i.conversation_id = $1 and i.user_id = any($2::bigint[])`;

/**
 * Raises the inboxes of those who see the change. $1 user ids, $2 conversation, $3 the newest unread of each, $4 folders, $5 1 where how the
 * two stand changed.
 */
export const RAISE = `with raised as (
  update users u set rev = u.rev + 1, ver = u.ver + t.change from unnest($1::bigint[], $5::int[]) as t(id, change)
  where u.id = t.id returning u.id, u.rev
),
stored as (
  update inbox i set rev = r.rev, last_incoming_seq = t.last_incoming_seq, folder = t.folder
  from unnest($1::bigint[], $3::bigint[], $4::smallint[]) as t(user_id, last_incoming_seq, folder) join raised r on r.id = t.user_id
  where i.user_id = t.user_id and i.conversation_id = $2
)
select id, rev from raised`;

/** REQ-7: what a pending request says now holds it back. $1 its recipient, $2 its sender, $3 why (JSON), or null where nothing does. */
export const HOLD_REQUEST = `update relations set request_state = 2, filter_reason = $3::jsonb
where user_id = $1 and other_id = $2 and request_state = 1 and $3::jsonb is not null`;
