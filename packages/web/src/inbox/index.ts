import { lazyPart } from '../app/lazy-part.ts';

export { InboxPane } from './InboxPane.tsx';
export { InboxRow } from './InboxRow.tsx';
export { toInboxRow } from './inbox-row-view-model.ts';
export { MessageHit } from './MessageHit.tsx';
export { ArchiveOlderDialog, DeleteDialog, InboxSearch, SwipeTray } from './parts.ts';

// Each comes when it is first asked for.
export const NewMessagePage = lazyPart(async () => (await import('./NewMessagePage.tsx')).NewMessagePage);
