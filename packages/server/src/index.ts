// Use cases, routes, jobs, configuration.
export type { Clock } from './clock.ts';
export { seedDemoWorld } from './demo/index.ts';
export { openApiDocument } from './http/index.ts';
export { type RunningServer, type ServerConfig, startServer } from './main.ts';
export { hashToken, newSessionId, newToken, newUserId } from './secrets.ts';
