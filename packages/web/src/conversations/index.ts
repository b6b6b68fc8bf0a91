export { ConversationPage } from './ConversationPage.tsx';
export { draftsVersion, readDraft, subscribeDrafts } from './drafts.ts';
