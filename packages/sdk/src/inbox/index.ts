export type { InboxList } from './inbox-list.ts';
export { InboxLists } from './inbox-lists.ts';
export type { Inbox, InboxCheck, InboxEnd, InboxFilter, InboxState, InboxView } from './inbox-types.ts';
export { type InboxCounts, Rows } from './rows.ts';
