// When the badge next grows by itself (INB-2e).
export const muteEnds = `
-- Of what is unread and muted for a time, the first to end. The mute stands first, so that a message to an inbox row without one, which is
-- nearly all of them, costs no more than seeing that.
create index inbox_mute_ends on inbox (user_id, muted_until)
  where muted_until < 'infinity' and is_listed and folder = 0 and not is_blocked and not is_archived
    and (last_incoming_seq > greatest(read_seq, cleared_seq) or is_marked_unread);
`;
