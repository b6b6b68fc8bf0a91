export { createRandom, type Random } from './random.ts';
export { simulate } from './simulate.ts';
