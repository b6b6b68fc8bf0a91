// How a person arranged their inbox, and what they began to write (INB-2, INB-4). A message changes none of the new columns but is_archived.
export const arrangedInbox = `
-- muted_until: infinity is always; a mute is over when that time is past, and nobody tidies it up.
alter table inbox
  add column pinned_at timestamptz,
  add column muted_until timestamptz,
  add column is_archived boolean not null default false,
  add column is_marked_unread boolean not null default false;

-- A row stands in one of these two.
drop index inbox_by_message;
create index inbox_by_message on inbox (user_id, message_rev desc, conversation_id desc)
  where is_listed and folder = 0 and not is_blocked and not is_archived;
create index inbox_archived on inbox (user_id, message_rev desc, conversation_id desc)
  where is_listed and folder = 0 and not is_blocked and is_archived;
create index inbox_pinned on inbox (user_id, pinned_at desc, conversation_id desc) where pinned_at is not null;
-- Of the list of unread ones, and of the badge. A row is in it as long as it is unread.
create index inbox_unread on inbox (user_id, is_archived, message_rev desc, conversation_id desc)
  where is_listed and folder = 0 and not is_blocked and (last_incoming_seq > greatest(read_seq, cleared_seq) or is_marked_unread);

-- Key: user_id. There may be one before there is an inbox row.
create table drafts (
  user_id bigint not null,
  conversation_id uuid not null,
  text text not null,
  saved_at timestamptz not null,
  primary key (user_id, conversation_id)
);
`;
