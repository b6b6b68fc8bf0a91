export { checkHandle, checkHandleForm, type HandleCheck, type HandleProblem } from './check-handle.ts';
export { foldHandle } from './fold-handle.ts';
export { isReservedHandle } from './reserved.ts';
