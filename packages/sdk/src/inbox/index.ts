export { InboxList } from './inbox-list.ts';
export type { Inbox, InboxState } from './inbox-types.ts';
export { Rows } from './rows.ts';
