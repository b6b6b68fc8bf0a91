export { inboxReader, type InboxCursor, type InboxReader, type InboxRow } from './inbox-store.ts';
