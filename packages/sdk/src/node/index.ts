// What only a program in Node can use; no browser ever loads it.
export { type FileStorageOptions, fileStorage } from './file-storage.ts';
