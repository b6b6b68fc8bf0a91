export { registerApi } from './api-routes.ts';
export { cookieNames } from './cookies.ts';
export { registerHealth } from './health.ts';
export { openApiDocument } from './openapi.ts';
export { securityHeaders } from './security-headers.ts';
export { acceptSockets } from './socket-upgrade.ts';
export { registerWebApp } from './web-app.ts';
