export { conversationsHandlers } from './conversations-handlers.ts';
export { showConversations } from './show-conversations.ts';
