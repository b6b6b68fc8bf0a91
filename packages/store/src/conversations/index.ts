export {
  conversationsWriter,
  type ClearedMoved,
  type ConversationsWriter,
  type Moved,
  type ReadMoved,
  type ReceiptsMoved,
} from './conversations-store.ts';
