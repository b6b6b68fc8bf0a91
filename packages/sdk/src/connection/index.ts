export { backoffMs } from './backoff.ts';
export { Connection } from './connection.ts';
export type { ConnectionState } from './connection-state.ts';
export { Retry } from './retry.ts';
