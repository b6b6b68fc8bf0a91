export { graphMethods } from './methods.ts';
