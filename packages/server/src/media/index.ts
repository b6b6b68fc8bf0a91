export { contentKindOf, isOwnUnsent } from './attachments.ts';
export { discard, type MediaDeps, sweepMedia } from './discard.ts';
export { type MediaRoutesOptions, registerMedia } from './media-routes.ts';
export { emptyMediaStore, localMediaStore, type MediaStore } from './media-store.ts';
export { sweepIncoming } from './upload.ts';
