export { toDatabaseAddress } from './address.ts';
export { isUniqueViolation, StoreFault, type FaultKind } from './faults.ts';
export { Pipeline } from './pipeline.ts';
export { Pool } from './pool.ts';
export type { Run, Statement } from './run.ts';
export { toTimestamp } from './types.ts';
