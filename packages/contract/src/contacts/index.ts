export { contactsMethods } from './methods.ts';
