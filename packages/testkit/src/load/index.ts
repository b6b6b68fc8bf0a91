// Loads on a node in a process of its own, by people in another, and the floors they are compared with.
export { type Crowd, type CrowdSize, fillCrowd, friendOf, personId } from './crowd.ts';
export type {
  AskPages,
  BareCrowding,
  BareJoin,
  Crowded,
  Crowding,
  LightJoin,
  LightWrite,
  LightWritten,
  Storm,
  Stormed,
} from './light-people-process.ts';
export type { Memory } from './memory.ts';
export { leaveBehind, leaveUnseen } from './missed.ts';
export type { MemoryQuestion, NodeQuestion } from './node-process.ts';
export { type Note, readNotes } from './notes.ts';
export type { Begin, Finish, Look, Seen } from './noting-people-process.ts';
export type { Join, Write, Written } from './people-process.ts';
export { cpuSeconds, type Helper, startHelper } from './processes.ts';
export { type Random, seededRandom } from './seeded-random.ts';
export type { PageStatement, StatementsQuestion } from './statements-process.ts';
