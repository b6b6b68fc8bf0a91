export { inboxHandlers } from './inbox-handlers.ts';
