export { searchMethods } from './methods.ts';
export { type SearchHit, searchHit } from './shapes.ts';
