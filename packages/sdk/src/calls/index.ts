export { CallError, type CallErrorKind } from './call-error.ts';
export { type Call, Calls } from './calls.ts';
