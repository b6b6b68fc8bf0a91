export { blocksMethods } from './methods.ts';
