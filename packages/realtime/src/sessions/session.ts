// One socket from hello to close. The state is a union: what is true only after the hello exists only there.
import type { Duplex } from 'node:stream';
import { clientFrame, closeCodes, type ClientFrame, type ServerFrame } from '@parley/contract';
import type { RawData, WebSocket } from 'ws';
import type { Unsubscribe } from '../bus/index.ts';
import type { Actor, GatewayOptions } from './gateway.ts';
import { createOutlet, type Outlet } from './outlet.ts';

type State =
  | { status: 'waiting' }
  | { status: 'greeting' }
  | { status: 'live'; actor: Actor; unsubscribe: Unsubscribe }
  | { status: 'closed' };

/** Bounds of one session. */
export const sessionBounds = {
  helloMs: 5_000,
  /** Calls under way; beyond them the socket is not read. */
  callsMax: 64,
  /** Bytes waiting for a slow reader. */
  bufferedBytesMax: 1_048_576,
  /** Protocol pings and `ping` frames between two heartbeats. */
  pingsMax: 60,
} as const;

export class Session {
  readonly #options: GatewayOptions;
  readonly #socket: WebSocket;
  readonly #outlet: Outlet;
  readonly #cookieActor: Actor | undefined;
  readonly #helloTimer: NodeJS.Timeout;
  #state: State = { status: 'waiting' };
  #callCount = 0;
  #pingCount = 0;
  #isAlive = true;

  constructor(options: GatewayOptions, socket: WebSocket, stream: Duplex, cookieActor: Actor | undefined) {
    this.#options = options;
    this.#socket = socket;
    this.#cookieActor = cookieActor;
    this.#outlet = createOutlet(socket, stream, sessionBounds.bufferedBytesMax);
    this.#helloTimer = setTimeout(() => this.close(closeCodes.helloTimeout), sessionBounds.helloMs);
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    socket.on('pong', () => {
      this.#isAlive = true;
    });
    socket.on('ping', () => this.#countPing());
    // A protocol error is answered by ws itself with the standard's close code; 'close' follows.
    socket.on('error', () => undefined);
    socket.on('close', () => this.#ended());
  }

  /** Who this is, once live. */
  get actor(): Actor | undefined {
    return this.#state.status === 'live' ? this.#state.actor : undefined;
  }

  /** Sends a frame that is JSON text already. */
  sendText(text: string): void {
    if (!this.#outlet.send(text)) {
      this.close(closeCodes.tooSlow);
      this.#socket.terminate();
    }
  }

  close(code: number): void {
    if (this.#state.status !== 'closed') this.#socket.close(code);
  }

  /** Ends the socket without waiting for the other side. */
  terminate(): void {
    this.#socket.terminate();
  }

  /** Ends a socket that gave no sign of life since the last heartbeat; asks the others for one. */
  heartbeat(): void {
    this.#pingCount = 0;
    if (!this.#isAlive) {
      this.#socket.terminate();
      return;
    }
    this.#isAlive = false;
    this.#socket.ping();
  }

  #send(frame: ServerFrame): void {
    this.sendText(JSON.stringify(frame));
  }

  #receive(data: RawData, isBinary: boolean): void {
    this.#isAlive = true;
    const frame = isBinary ? undefined : parseFrame(data);
    if (!frame) this.close(closeCodes.protocolError);
    else if (this.#state.status === 'live') this.#handle(frame, this.#state.actor);
    else if (this.#state.status === 'waiting' && frame.type === 'hello') void this.#greet(frame.token);
    else this.close(closeCodes.protocolError);
  }

  #handle(frame: ClientFrame, actor: Actor): void {
    switch (frame.type) {
      case 'hello':
        this.close(closeCodes.protocolError);
        break;
      case 'ping':
        this.#countPing();
        this.#send({ type: 'pong' });
        break;
      case 'call':
        void this.#call(frame, actor);
        break;
    }
  }

  async #call(frame: ClientFrame & { type: 'call' }, actor: Actor): Promise<void> {
    this.#callCount += 1;
    if (this.#callCount >= sessionBounds.callsMax) this.#socket.pause();
    const result = await this.#options.call(actor, frame.method, frame.input);
    this.#callCount -= 1;
    if (this.#socket.isPaused && this.#callCount < sessionBounds.callsMax / 2) this.#socket.resume();
    this.#send({ type: 'result', id: frame.id, ...result });
  }

  /**
   * Listens first and reads the revision then, so that no change falls between; frames that come in the meantime follow the welcome.
   */
  async #greet(token: string | undefined): Promise<void> {
    this.#state = { status: 'greeting' };
    try {
      const actor = token === undefined ? this.#cookieActor : await this.#options.authenticate(token);
      if (!actor) return this.close(closeCodes.unauthenticated);
      const early: string[] = [];
      let deliver = (text: string): void => void early.push(text);
      const unsubscribe = await this.#options.subscribe(actor.userId, (text) => deliver(text));
      const rev = await this.#options.currentRev(actor.userId);
      if (!this.#isGreeting()) return unsubscribe();
      clearTimeout(this.#helloTimer);
      this.#state = { status: 'live', actor, unsubscribe };
      this.#send({ type: 'welcome', userId: actor.userId, rev });
      for (const text of early) this.sendText(text);
      deliver = (text) => this.sendText(text);
      this.#options.onLive(this);
    } catch (error) {
      this.#options.onFault(error);
      this.close(closeCodes.fault);
    }
  }

  #isGreeting(): boolean {
    return this.#state.status === 'greeting';
  }

  #countPing(): void {
    this.#isAlive = true;
    this.#pingCount += 1;
    if (this.#pingCount > sessionBounds.pingsMax) {
      this.close(closeCodes.protocolError);
      this.#socket.terminate();
    }
  }

  #ended(): void {
    clearTimeout(this.#helloTimer);
    const before = this.#state;
    this.#state = { status: 'closed' };
    if (before.status === 'live') before.unsubscribe();
    this.#options.onEnded(this, before.status === 'live' ? before.actor : undefined);
  }
}

function parseFrame(data: RawData): ClientFrame | undefined {
  try {
    const parsed = clientFrame.safeParse(JSON.parse(toText(data)));
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** ws hands over one buffer, unless it is asked for something else. */
const toText = (data: RawData): string =>
  (Buffer.isBuffer(data) ? data : Buffer.concat([data].flat() as Buffer[])).toString();
