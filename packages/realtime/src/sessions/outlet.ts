// Everything that is written to one socket within a tick leaves in one system call, and what nobody waits for goes along with what comes next;
// a reader that cannot keep up is told to resume.
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

/** For so long what nobody waits for is kept, in case that something else goes to the same reader. */
const unhurriedMs = 150;

/** One object without functions of its own: there is one for each of very many sockets that say nothing. */
export class Outlet {
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  #isCorked = false;
  /** Set while nothing but what nobody waits for is kept. */
  #timer: NodeJS.Timeout | undefined;

  constructor(socket: WebSocket, stream: Duplex) {
    this.#socket = socket;
    this.#stream = stream;
  }

  /** False when more than `bufferedBytesMax` wait for the reader. What is sent first goes first, hurried or not. */
  send(text: string, bufferedBytesMax: number, isUnhurried = false): boolean {
    if (this.#socket.readyState !== this.#socket.OPEN) return true;
    if (isUnhurried) this.#keep();
    else this.#hurry();
    this.#socket.send(text);
    return this.#socket.bufferedAmount <= bufferedBytesMax;
  }

  /** What waits for something else to go along with goes now. */
  release(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.uncork();
  }

  uncork(): void {
    this.#isCorked = false;
    this.#timer = undefined;
    this.#stream.uncork();
  }

  #keep(): void {
    if (this.#isCorked) return;
    this.#isCorked = true;
    this.#stream.cork();
    this.#timer = setTimeout(uncork, unhurriedMs, this);
  }

  /** All that is kept leaves with whatever else is written in this tick. */
  #hurry(): void {
    if (this.#isCorked && this.#timer === undefined) return;
    if (!this.#isCorked) this.#stream.cork();
    this.#isCorked = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    setImmediate(uncork, this);
  }
}

const uncork = (outlet: Outlet): void => outlet.uncork();
