// Sockets that are asked for nothing but to be there.
import { WebSocket } from 'ws';

/** Bytes that are not masked are masked too, with nothing: nobody between here and a server on the same machine has to be misled. */
const unmasked = (): void => {};

export const openWebSocket = (url: string): WebSocket =>
  new WebSocket(url, { perMessageDeflate: false, generateMask: unmasked });
