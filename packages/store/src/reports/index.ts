export { type NewReport, type ReportsWriter, reportsWriter, type SealedMessage } from './reports-store.ts';
