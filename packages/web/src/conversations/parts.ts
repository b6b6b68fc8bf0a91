// What of a conversation comes when it is first asked for.
import { lazyPart, soonPart } from '../app/lazy-part.ts';

/** The first page has none; it is fetched once that stands, so that the first conversation opens at once. */
export const { Part: ConversationPage, fetch: fetchConversationPage } = soonPart(
  async () => (await import('./ConversationPage.tsx')).ConversationPage,
);
export const ConversationDialogs = lazyPart(
  async () => (await import('./ConversationDialogs.tsx')).ConversationDialogs,
);
export const DetailsPane = lazyPart(async () => (await import('./DetailsPane.tsx')).DetailsPane);
export const MessageDetails = lazyPart(async () => (await import('./MessageDetails.tsx')).MessageDetails);
export const NoComposer = lazyPart(async () => (await import('./NoComposer.tsx')).NoComposer);
export const FindBar = lazyPart(async () => (await import('./FindBar.tsx')).FindBar);
export const Finding = lazyPart(async () => (await import('./Finding.tsx')).Finding);
export const SelectBar = lazyPart(async () => (await import('./SelectBar.tsx')).SelectBar);
export const Selecting = lazyPart(async () => (await import('./Selecting.tsx')).Selecting);
export const UnsendDialog = lazyPart(async () => (await import('./UnsendDialog.tsx')).UnsendDialog);
export const Refused = lazyPart(async () => (await import('./Refused.tsx')).Refused);
