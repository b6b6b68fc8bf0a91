export { CallError, type CallErrorKind } from './call-error.ts';
export { Calls, type Call } from './calls.ts';
