export { Composer, type ComposerExtras } from './Composer.tsx';
export { ComposerStrip } from './ComposerStrip.tsx';
export { draftsVersion, readDraft, subscribeDrafts } from './drafts.ts';
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
export { useKeptDrafts } from './use-kept-drafts.ts';
