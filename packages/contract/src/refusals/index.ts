export { refusalCodes, refusalRows, type RefusalCode, type Retry } from './codes.ts';
export { refusalOf } from './refusal-of.ts';
export { refusal, type Refusal } from './refusal.ts';
