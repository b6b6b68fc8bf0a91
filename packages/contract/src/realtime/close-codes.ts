/**
 * Why the server closes a socket. 4000 to 4099: come back, with a jittered delay, and resume. 4100 to 4199: do not come back by yourself.
 * Codes invented later keep to the ranges, so that clients shipped today handle them rightly.
 */
export const closeCodes = {
  serverRestarting: 4000,
  tooSlow: 4001,
  helloTimeout: 4002,
  fault: 4003,
  idle: 4004,
  /** Come back at once: another node is there, and this one sends its sockets over little by little. */
  nodeLeaving: 4005,
  unauthenticated: 4100,
  signedOut: 4101,
  protocolError: 4102,
  protocolUnsupported: 4103,
  /** The person opened more sockets than one may have; this was the oldest. */
  tooManySockets: 4104,
} as const;

/** Whether a client should connect again after this close code. All codes of the WebSocket standard itself count as "come back" but 1002, 1003, 1007 to 1010. */
export function shouldReconnect(code: number): boolean {
  if (code >= 4000) return code < 4100;
  return ![1002, 1003, 1007, 1008, 1009, 1010].includes(code);
}
