// New entries of the search get their places in the index at once, as before 0010: sorting in a thousand of them kept everybody waiting, for as
// much work. What still waits in the list is sorted in by the next vacuum, and searched until then.
export const searchAtOnce = `
alter index search_entries_by_word reset (gin_pending_list_limit);
alter index search_entries_by_word set (fastupdate = off);
`;
