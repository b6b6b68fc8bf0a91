// The network of loads with the SDK: its sockets are light, because a client's work is all that the server under load shall share its machine with.
import { type Transport, webTransport } from '@parley/sdk';
import { LightSocket } from './light-socket.ts';

export const lightTransport: Transport = {
  ...webTransport,
  openSocket: (url, events) => {
    const socket = new LightSocket(new URL(url), events);
    return { send: (text) => socket.send(text), close: () => socket.drop() };
  },
};
