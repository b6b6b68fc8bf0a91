// New entries of the search wait in a list of the index and are sorted in together, which halves what a message costs. A search reads the list
// too, so it stays small: a few milliseconds at most.
export const searchInBulk = `
alter index search_entries_by_word set (fastupdate = on, gin_pending_list_limit = 1024);
`;
