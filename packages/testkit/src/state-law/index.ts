// The state law: an older snapshot and the updates that came since are what a fresh reading shows.
export { applyUpdates, type Update } from './apply-updates.ts';
export { takeSnapshot, type Snapshot } from './snapshot.ts';
export { ofOthers, ofTheInbox, watch, type Heard, type Watcher } from './watcher.ts';
