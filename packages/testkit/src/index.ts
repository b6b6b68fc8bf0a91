// What tests stand on.
export { freshDatabase, outsideDatabase, type FreshDatabase, type OutsideDatabase } from './database/index.ts';
export {
  createPerson,
  createVirtualClock,
  newText,
  openRawSocket,
  say,
  startWorld,
  type Answer,
  type Person,
  type PersonOptions,
  type RawSocket,
  type VirtualClock,
  type World,
} from './world/index.ts';
