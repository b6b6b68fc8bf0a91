export { type Breakage, breakages } from './breakages.ts';
export { type Caught, runSelfTest } from './self-test.ts';
