export type { Drift } from './digest.ts';
export { inboxHandlers } from './inbox-handlers.ts';
