export { contactsHandlers } from './contacts-handlers.ts';
