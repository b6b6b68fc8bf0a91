// Large inboxes and long histories, for benches.
export { fillHistory, fillInbox, type InboxFill } from './fill.ts';
