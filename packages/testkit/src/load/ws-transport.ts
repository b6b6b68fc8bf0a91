// The network of loads: a WebSocket that takes half as much of the processor as Node's own, which the server under load has then.
import { type Transport, webTransport } from '@parley/sdk';
import { WebSocket } from 'ws';

/** Bytes that are not masked are masked too, with nothing: nobody between here and a server on the same machine has to be misled. */
const unmasked = (): void => {};

export const openWebSocket = (url: string): WebSocket =>
  new WebSocket(url, { perMessageDeflate: false, generateMask: unmasked });

export const wsTransport: Transport = {
  ...webTransport,
  openSocket: (url, { onOpen, onText, onClose }) => {
    const socket = openWebSocket(url);
    socket.on('open', onOpen);
    socket.on('message', (data) => onText((data as Buffer).toString()));
    // 'close' follows, which says as much.
    socket.on('error', () => undefined);
    socket.on('close', onClose);
    return { send: (text) => socket.send(text), close: () => socket.close() };
  },
};
