export { inboxMethods } from './methods.ts';
