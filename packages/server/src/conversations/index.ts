export { conversationsHandlers } from './conversations-handlers.ts';
export { emptyRow, showConversations } from './show-conversations.ts';
