export { Composer, type ComposerExtras } from './Composer.tsx';
export { ComposerStrip } from './ComposerStrip.tsx';
export { readDraft } from './drafts.ts';
export {
  ConversationDialogs,
  ConversationPage,
  DetailsPane,
  FindBar,
  fetchConversationPage,
  MessageDetails,
  NoComposer,
  SelectBar,
  UnsendDialog,
} from './parts.ts';
export { useDraftsVersion } from './use-drafts-version.ts';
export { useKeptDrafts } from './use-kept-drafts.ts';
