export { blocksHandlers } from './blocks-handlers.ts';
