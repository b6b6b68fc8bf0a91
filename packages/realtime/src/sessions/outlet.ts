// Everything that is written to one socket within a tick leaves in one system call; a reader that cannot keep up is told to resume.
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

/** One object without functions of its own: there is one for each of very many sockets that say nothing. */
export class Outlet {
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  #isCorked = false;

  constructor(socket: WebSocket, stream: Duplex) {
    this.#socket = socket;
    this.#stream = stream;
  }

  /** False when more than `bufferedBytesMax` wait for the reader. */
  send(text: string, bufferedBytesMax: number): boolean {
    if (this.#socket.readyState !== this.#socket.OPEN) return true;
    if (!this.#isCorked) {
      this.#isCorked = true;
      this.#stream.cork();
      setImmediate(uncork, this);
    }
    this.#socket.send(text);
    return this.#socket.bufferedAmount <= bufferedBytesMax;
  }

  uncork(): void {
    this.#isCorked = false;
    this.#stream.uncork();
  }
}

const uncork = (outlet: Outlet): void => outlet.uncork();
