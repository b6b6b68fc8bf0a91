// Use cases, routes, jobs, configuration.
export { checkInput } from './api/index.ts';
export type { Clock } from './clock.ts';
export { seedDemoWorld } from './demo/index.ts';
export { openApiDocument } from './http/index.ts';
export { type Limits, parseLimits } from './limits.ts';
export { type LogLevel, logLevelFrom } from './log.ts';
export {
  type Outside,
  type Rehearsal,
  type RunningServer,
  type ServerConfig,
  startRehearsal,
  startServer,
} from './main.ts';
export { parseTrustedProxies } from './nodes/index.ts';
export { type MetricsAddress, parseMetricsAddress, type TracingOptions, tracingFrom } from './observability/index.ts';
export { hashPassword, hashRecoveryCode, hashToken, newSessionId, newToken, newUserId } from './secrets.ts';
export { parseShareOrigins } from './shares/index.ts';
