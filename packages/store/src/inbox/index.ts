export {
  type Arranged,
  type ArrangedMoved,
  type ArrangementPatch,
  type InboxWriter,
  inboxWriter,
} from './arrange-store.ts';
export { type Arrangement, type InboxFolder, type InboxRow, pageOf } from './inbox-row.ts';
export {
  type InboxCursor,
  type InboxPage,
  type InboxReader,
  type InboxStanding,
  inboxReader,
} from './inbox-store.ts';
