// What the attacks of the gates do, at any size: small in the tests, full in `npm run gates`.
export { type EndingOptions, type Endings, endEverywhere } from './endings.ts';
export { callWithHostileInput, checkHostileInput, type HostileCalls, type HostileReport } from './hostile-calls.ts';
export {
  attackSockets,
  type Delivery,
  type HostileSockets,
  type HostileSocketsReport,
  keepTalking,
} from './hostile-sockets.ts';
export { type LookupOptions, lookUpAtRandom } from './lookups.ts';
export { addNodes, callOn, type Nodes, type Told } from './nodes.ts';
export { type RaceOptions, type RaceReport, runRaces, runRequestRaces } from './races.ts';
export { keepSilent, type Silence } from './silence.ts';
export { type Spent, spendMessages, spendNewPeople } from './spending.ts';
export { type TakingOptions, type Takings, takeAway } from './taken-away.ts';
export { openTalkers, quantile, type Talkers, type Talking } from './talkers.ts';
export { compareTimes, type Timing } from './timing.ts';
export { type Attempted, tryAllPaths } from './under-age.ts';
