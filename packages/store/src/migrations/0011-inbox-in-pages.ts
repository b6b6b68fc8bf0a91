// An update of an inbox row that changes nothing an index holds writes the row alone, in its own page, and leaves nothing to be cleaned up. Each
// message and each receipt raises revisions; so what indexes hold of them is the revision's page, 128 revisions each, which rarely changes
// between two messages of a lively conversation. Within a page, readers sort. It writes the whole table anew, and sends wait meanwhile; the version
// before reads on without the indexes that it had, and so more slowly.
export const inboxInPages = `
alter table inbox
  add column rev_page integer generated always as (rev >> 7) stored,
  add column message_page integer generated always as (message_rev >> 7) stored,
  add column is_unread boolean generated always as (last_incoming_seq > greatest(read_seq, cleared_seq) or is_marked_unread) stored;

drop index inbox_by_rev, inbox_by_message, inbox_archived, inbox_blocked, inbox_unread, inbox_mute_ends;
create index inbox_by_rev on inbox (user_id, rev_page);
-- A row stands in one of these three.
create index inbox_by_message on inbox (user_id, message_page desc)
  where is_listed and folder = 0 and not is_blocked and not is_archived;
create index inbox_archived on inbox (user_id, message_page desc)
  where is_listed and folder = 0 and not is_blocked and is_archived;
create index inbox_blocked on inbox (user_id, message_page desc) where is_blocked;
-- Of the list of unread ones, and of the badge. A row is in it as long as it is unread.
create index inbox_unread on inbox (user_id, is_archived, message_page desc)
  where is_listed and folder = 0 and not is_blocked and is_unread;
-- Of what is unread and muted for a time, the first to end. The mute stands first, so that a message to an inbox row without one, which is
-- nearly all of them, costs no more than seeing that.
create index inbox_mute_ends on inbox (user_id, muted_until)
  where muted_until < 'infinity' and is_listed and folder = 0 and not is_blocked and not is_archived and is_unread;
`;
