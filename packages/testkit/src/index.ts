// What tests stand on.
export { type FreshDatabase, freshDatabase, type OutsideDatabase, outsideDatabase } from './database/index.ts';
export {
  type Answer,
  createPerson,
  createVirtualClock,
  hasLink,
  newText,
  noMarks,
  openRawSocket,
  type Person,
  type PersonOptions,
  plainSend,
  type RawSocket,
  say,
  startWorld,
  type VirtualClock,
  type World,
} from './world/index.ts';
