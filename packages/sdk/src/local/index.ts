export { type Keep, type Keeping, keepIn } from './keeper.ts';
export type { LocalBatch, LocalEntries, LocalStore } from './local-types.ts';
export { memoryLocalStore } from './memory-local-store.ts';
