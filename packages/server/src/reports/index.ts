export { reportsHandlers } from './reports-handlers.ts';
