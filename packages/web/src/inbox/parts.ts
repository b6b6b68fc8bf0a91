// What of the inbox comes when it is first asked for, or once the first page stands.
import { lazyPart } from '../app/lazy-part.ts';

export const loadSearch = async () => (await import('./InboxSearch.tsx')).InboxSearch;
export const InboxSearch = lazyPart(loadSearch);
export const SelectBar = lazyPart(async () => (await import('./SelectBar.tsx')).SelectBar);
export const InboxMenu = lazyPart(async () => (await import('./InboxMenu.tsx')).InboxMenu);
export const RowHands = lazyPart(async () => (await import('./RowHands.tsx')).RowHands);
export const ListEmpty = lazyPart(async () => (await import('./ListEmpty.tsx')).ListEmpty);
export const SwipeTray = lazyPart(async () => (await import('./SwipeTray.tsx')).SwipeTray);
export const ArchiveOlderDialog = lazyPart(async () => (await import('./ArchiveOlderDialog.tsx')).ArchiveOlderDialog);
export const DeleteDialog = lazyPart(async () => (await import('./DeleteDialog.tsx')).DeleteDialog);
export const TooYoung = lazyPart(async () => (await import('./TooYoung.tsx')).TooYoung);
