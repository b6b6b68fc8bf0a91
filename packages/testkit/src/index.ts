// What tests stand on.
export { type FreshDatabase, freshDatabase, type OutsideDatabase, outsideDatabase } from './database/index.ts';
export {
  type Answer,
  createPerson,
  createVirtualClock,
  newText,
  openRawSocket,
  type Person,
  type PersonOptions,
  type RawSocket,
  say,
  startWorld,
  type VirtualClock,
  type World,
} from './world/index.ts';
