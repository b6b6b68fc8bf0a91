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
  type ReceivedSpan,
  say,
  startTraceReceiver,
  startWorld,
  type TraceReceiver,
  type VirtualClock,
  type World,
} from './world/index.ts';
