export { checkShare } from './check-share.ts';
export { parseShareOrigins } from './origins.ts';
export { sharesHandlers } from './shares-handlers.ts';
