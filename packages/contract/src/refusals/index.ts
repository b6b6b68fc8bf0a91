export { type RefusalCode, type Retry, refusalCodes, refusalRows } from './codes.ts';
export { type Refusal, refusal } from './refusal.ts';
export { refusalOf } from './refusal-of.ts';
