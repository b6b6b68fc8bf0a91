export { decideFolder, type FolderFacts, type RequestFolder } from './decide-folder.ts';
export { findFilterReason, type RequestCheck, type RequestText } from './filter.ts';
