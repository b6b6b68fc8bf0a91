export { type InboxCursor, type InboxReader, type InboxRow, inboxReader } from './inbox-store.ts';
