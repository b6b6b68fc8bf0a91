export { type ReportCategory, reportCategory, reportsMethods } from './methods.ts';
