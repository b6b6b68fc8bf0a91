export { Sync } from './sync.ts';
