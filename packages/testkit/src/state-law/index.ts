// The state law: an older snapshot and the updates that came since are what a fresh reading shows.
export { applyUpdates, type Update } from './apply-updates.ts';
export { type Snapshot, takeSnapshot } from './snapshot.ts';
export { type Heard, ofOthers, ofTheInbox, type Watcher, watch } from './watcher.ts';
