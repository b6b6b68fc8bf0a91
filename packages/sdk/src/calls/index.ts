export { offlineError, outputOf } from './answers.ts';
export { CallError, type CallErrorKind } from './call-error.ts';
export { type Call, Calls } from './calls.ts';
