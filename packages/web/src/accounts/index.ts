export { outboxStorageOf } from './outbox-storage.ts';
export { SessionStoreContext, useSessionStore } from './session-context.ts';
export { SessionStore, type SessionState } from './session-store.ts';
export { useAttempt } from './use-attempt.ts';
