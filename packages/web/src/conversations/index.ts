export { Composer } from './Composer.tsx';
export { ConversationPage } from './ConversationPage.tsx';
export { draftsVersion, readDraft, subscribeDrafts } from './drafts.ts';
export { DetailsPane, MessageDetails, NoComposer } from './parts.ts';
