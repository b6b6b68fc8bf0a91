export { type ClearedMoved, type ConversationsWriter, conversationsWriter } from './conversations-store.ts';
