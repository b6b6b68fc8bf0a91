// What attackers bring. Apart from the rest of the testkit, so that only the tests of attacks load it.
export { countRows } from './count-rows.ts';
export { exchange, toExchange, type Exchange } from './exchange.ts';
export { hostileCursors, hostileInputs, rightInputs, type Ids } from './hostile-input.ts';
export { naughtyStrings } from './naughty-strings.ts';
export {
  absentRoles,
  createCaller,
  presentRoles,
  roles,
  type Caller,
  type Cast,
  type PresentRole,
  type Role,
} from './roles.ts';
export { opcodes, openWire, wireFrame, wireFrames, type Wire } from './wire.ts';
