export {
  type InboxCursor,
  type InboxFolder,
  type InboxReader,
  type InboxRow,
  type InboxStanding,
  inboxReader,
} from './inbox-store.ts';
