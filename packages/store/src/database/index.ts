export { toDatabaseAddress } from './address.ts';
export { type FaultKind, isUniqueViolation, StoreFault, translate, translateConnecting } from './faults.ts';
export { inLockOrder } from './lock-order.ts';
export { patience, pipelineBounds } from './patience.ts';
export { Pipeline } from './pipeline.ts';
export { Pool, type PoolLoad } from './pool.ts';
export { Rehearsal } from './rehearsal.ts';
export type { Run, Statement } from './run.ts';
export { toTimestamp } from './types.ts';
