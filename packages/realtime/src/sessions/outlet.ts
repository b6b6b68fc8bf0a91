// Everything that is written to one socket within a tick leaves in one system call; a reader that cannot keep up is told to resume.
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

export type Outlet = {
  /** False when the socket's buffer is over its bound. */
  send(text: string): boolean;
};

export function createOutlet(socket: WebSocket, stream: Duplex, maxBufferedBytes: number): Outlet {
  let isCorked = false;
  const uncork = (): void => {
    isCorked = false;
    stream.uncork();
  };
  return {
    send: (text) => {
      if (socket.readyState !== socket.OPEN) return true;
      if (!isCorked) {
        isCorked = true;
        stream.cork();
        setImmediate(uncork);
      }
      socket.send(text);
      return socket.bufferedAmount <= maxBufferedBytes;
    },
  };
}
