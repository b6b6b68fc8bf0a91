export { showAccount } from './account-view.ts';
export { accountsHandlers, type AccountsDeps } from './accounts-handlers.ts';
export { openSession } from './sign-in.ts';
