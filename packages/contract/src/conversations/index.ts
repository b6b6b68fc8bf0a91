export { conversationsMethods } from './methods.ts';
export { type Conversation, conversation } from './shapes.ts';
