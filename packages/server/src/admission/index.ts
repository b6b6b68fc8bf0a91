export type { Allowance } from './allowances.ts';
export { type AdmissionBoard, type AdmissionDeps, gatherBoard, pairOf } from './board.ts';
export { KnownFacts } from './known-facts.ts';
export { Pace } from './pace.ts';
export { refusalFor } from './preview.ts';
export { type SendRefusal, toRefusal } from './refusals.ts';
export { showLimits } from './show-limits.ts';
