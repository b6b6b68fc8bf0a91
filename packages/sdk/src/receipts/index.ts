export { Marks } from './marks.ts';
