export { check, type Found } from './check.ts';
