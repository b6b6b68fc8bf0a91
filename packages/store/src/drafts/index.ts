export {
  type DraftRow,
  type DraftSaved,
  type DraftsReader,
  type DraftsWriter,
  draftsReader,
  draftsWriter,
} from './drafts-store.ts';
