// What attackers bring. Apart from the rest of the testkit, so that only the tests of attacks load it.
export { countRows } from './count-rows.ts';
export { type Exchange, exchange, toExchange } from './exchange.ts';
export { hostileCursors, hostileInputs, type Ids, rightInputs } from './hostile-input.ts';
export { improperOutput, improperRefusal } from './improper.ts';
export { naughtyStrings } from './naughty-strings.ts';
export { floods, hoards, type Offence, offencesOf, textFrame, type Upgrade, upgradesOf } from './offences.ts';
export {
  absentRoles,
  type Caller,
  type Cast,
  createCaller,
  type PresentRole,
  presentRoles,
  type Role,
  roles,
} from './roles.ts';
export { recordStatements, type StatementRecorder } from './statements.ts';
export { opcodes, openWire, type Wire, wireFrame, wireFrames } from './wire.ts';
