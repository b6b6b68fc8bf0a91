// Seeded stories of people, nodes and a bad network, judged from outside.
export { keptSeeds } from './kept-seeds.ts';
export { type Report, runSeeds } from './run-seeds.ts';
export { type Breakage, breakages, type Caught, runSelfTest } from './self-test/index.ts';
export { type Finding, type Outcome, simulate } from './simulate.ts';
export { openStage, type Stage } from './stage.ts';
