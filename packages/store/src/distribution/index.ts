export { distribute, requireCitus } from './distribute.ts';
