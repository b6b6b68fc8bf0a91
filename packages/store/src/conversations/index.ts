export { conversationsWriter, type ClearedMoved, type ConversationsWriter } from './conversations-store.ts';
