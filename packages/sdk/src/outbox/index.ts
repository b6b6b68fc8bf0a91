export { Outbox, memoryStorage } from './outbox.ts';
export type { OutboxStorage, PendingMessage } from './outbox-types.ts';
