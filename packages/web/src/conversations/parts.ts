// What of a conversation comes when it is first asked for.
import { lazyPart } from '../app/lazy-part.ts';

export const ConversationDialogs = lazyPart(
  async () => (await import('./ConversationDialogs.tsx')).ConversationDialogs,
);
export const DetailsPane = lazyPart(async () => (await import('./DetailsPane.tsx')).DetailsPane);
export const MessageDetails = lazyPart(async () => (await import('./MessageDetails.tsx')).MessageDetails);
export const NoComposer = lazyPart(async () => (await import('./NoComposer.tsx')).NoComposer);
export const Refused = lazyPart(async () => (await import('./Refused.tsx')).Refused);
