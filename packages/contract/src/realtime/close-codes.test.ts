import { expect, test } from 'vitest';
import { closeCodes, shouldReconnect } from './index.ts';

const comeBack = ['serverRestarting', 'tooSlow', 'helloTimeout', 'fault', 'idle', 'nodeLeaving'];
const stayAway = ['unauthenticated', 'signedOut', 'protocolError', 'protocolUnsupported', 'tooManySockets'];

test('every close code is in the range that says what it means', () => {
  expect(Object.keys(closeCodes).sort()).toEqual([...comeBack, ...stayAway].sort());
  for (const [name, code] of Object.entries(closeCodes)) {
    expect(Math.floor(code / 100), name).toBe(comeBack.includes(name) ? 40 : 41);
  }
  expect(new Set(Object.values(closeCodes)).size).toBe(comeBack.length + stayAway.length);
});

test.each([
  ['a code of ours that says come back', 4000, true],
  ['the last of them, whatever it will mean', 4099, true],
  ['a code of ours that says stay away', 4100, false],
  ['the last of those', 4199, false],
  ['a code that we never gave', 4999, false],
  ['a normal end', 1000, true],
  ['going away', 1001, true],
  ['a broken connection', 1006, true],
  ['a server error', 1011, true],
  ['a restart', 1012, true],
  ['try again later', 1013, true],
  ['a protocol error', 1002, false],
  ['data that is not taken', 1003, false],
  ['text that is not UTF-8', 1007, false],
  ['a broken policy', 1008, false],
  ['a frame too big', 1009, false],
  ['a missing extension', 1010, false],
])('after %s (%i) a client comes back: %j', (_, code, doesReturn) => {
  expect(shouldReconnect(code)).toBe(doesReturn);
});
