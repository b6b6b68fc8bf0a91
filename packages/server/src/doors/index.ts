export { doorsHandlers } from './doors-handlers.ts';
