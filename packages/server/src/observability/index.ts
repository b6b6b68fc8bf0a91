export type { BatchTimes, Looks } from './metrics.ts';
export { type MetricsAddress, parseMetricsAddress } from './serve-metrics.ts';
export { type TracingOptions, tracingFrom } from './tracing.ts';
export { startWatching, type Watching, type WatchingOptions } from './watching.ts';
