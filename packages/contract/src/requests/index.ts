export { filterWordsMethods, requestsMethods } from './methods.ts';
export { type RequestCard, requestCard } from './shapes.ts';
