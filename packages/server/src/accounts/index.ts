export { showAccount } from './account-view.ts';
export { type AccountsDeps, accountsHandlers } from './accounts-handlers.ts';
export { openSession } from './sign-in.ts';
