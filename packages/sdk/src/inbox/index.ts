export { InboxLists } from './inbox-lists.ts';
export type { Inbox, InboxFilter, InboxState, InboxView } from './inbox-types.ts';
export { Rows } from './rows.ts';
