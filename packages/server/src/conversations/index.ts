export { announceArranged } from './arrange-handlers.ts';
export { conversationsHandlers } from './conversations-handlers.ts';
export { emptyRow, showConversations } from './show-conversations.ts';
