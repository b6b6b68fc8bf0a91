export { type NewReport, type ReportsWriter, reportsWriter } from './reports-store.ts';
