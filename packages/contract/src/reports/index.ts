export { type ReportCategory, reportCategories } from './categories.ts';
export { reportCategory, reportsMethods } from './methods.ts';
