export { Digest } from './digest.ts';
export { Sync } from './sync.ts';
