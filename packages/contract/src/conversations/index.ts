export { conversationsMethods } from './methods.ts';
export { conversation, type Conversation } from './shapes.ts';
