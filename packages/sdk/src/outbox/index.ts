export { memoryStorage, Outbox } from './outbox.ts';
export type { OutboxStorage, PendingMessage } from './outbox-types.ts';
