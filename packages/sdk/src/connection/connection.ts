// One socket at a time, kept alive. Every socket has its own handlers, which fall silent when it is given up: a late event of an old
// socket never touches a new one. A frame is trusted to be what the contract says; a kind that is not known is ignored.
import { type ClientFrame, closeCodes, type ServerFrame, shouldReconnect } from '@parley/contract';
import { type Clock, leftMs, type Timer } from '../clock.ts';
import type { Socket, Transport } from '../transport.ts';
import { backoffMs } from './backoff.ts';
import type { ConnectionState } from './connection-state.ts';

const welcomeWaitMs = 10_000;
const pingEveryMs = 25_000;
const pongWaitMs = 10_000;
/** How long one waits at most who was asked to go over to another node. */
const moveMs = 200;
/** A connection that lasted so long was a good one: the next break starts with short delays again. */
const goodAfterMs = 10_000;

type Frame<Type extends ServerFrame['type']> = Extract<ServerFrame, { type: Type }>;

export type ConnectionDeps = {
  /** With `ws:` or `wss:`. */
  url: string;
  token: string | undefined;
  transport: Transport;
  clock: Clock;
  random: () => number;
  /** Answers false when this is not the person that the client belongs to. */
  welcomed(frame: Frame<'welcome'>): boolean;
  heard(frame: Exclude<ServerFrame, Frame<'welcome'>>): void;
  /** After each change of `state`. */
  changed(): void;
};

export class Connection {
  readonly #deps: ConnectionDeps;
  #state: ConnectionState = { status: 'idle' };
  #socket: Socket | undefined;
  #timer: Timer | undefined;
  #failures = 0;
  #liveSinceMs = 0;
  /** When something was heard last; undefined where nothing was since we asked. */
  #heardAtMs: number | undefined;
  #stopListening: (() => void) | undefined;

  constructor(deps: ConnectionDeps) {
    this.#deps = deps;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  connect(): void {
    if (this.#state.status !== 'idle' && this.#state.status !== 'stopped') return;
    this.#stopListening ??= this.#deps.transport.onWake(() => this.#wake());
    this.#failures = 0;
    this.#open();
  }

  close(): void {
    this.#giveUp();
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#become({ status: 'idle' });
  }

  /** Only while live. */
  send(frame: ClientFrame): void {
    this.#socket?.send(JSON.stringify(frame));
  }

  #open(): void {
    const { transport, url, token } = this.#deps;
    // The token travels in the first frame: addresses are written to logs.
    const hello: ClientFrame = { type: 'hello', protocol: 1, ...(token === undefined ? {} : { token }) };
    const isCurrent = () => this.#socket === socket;
    const socket: Socket = transport.openSocket(url, {
      onOpen: () => isCurrent() && socket.send(JSON.stringify(hello)),
      onText: (text) => isCurrent() && this.#hear(text),
      onClose: (code) => isCurrent() && this.#lost(code),
    });
    this.#socket = socket;
    this.#setTimer(welcomeWaitMs, () => this.#lost(closeCodes.helloTimeout));
    this.#become({ status: 'connecting' });
  }

  #hear(text: string): void {
    const frame = parsed(text);
    if (frame === undefined) return this.#lost(closeCodes.fault);
    this.#heardAtMs = this.#deps.clock.now();
    if (frame.type === 'welcome') return this.#welcome(frame);
    this.#deps.heard(frame);
  }

  #welcome(frame: Frame<'welcome'>): void {
    this.#liveSinceMs = this.#deps.clock.now();
    this.#listen();
    this.#become({ status: 'live' });
    if (!this.#deps.welcomed(frame)) this.#lost(closeCodes.signedOut);
  }

  /**
   * Whatever is heard shows that the other side is there; after a silence we ask, and then give up. The timer is set for what was heard last when
   * it was set, and looks again when it is due: one for each frame would cost as much as reading it.
   */
  #listen(): void {
    if (this.#heardAtMs === undefined) return this.#lost(closeCodes.idle);
    const silentInMs = leftMs(this.#deps.clock, this.#heardAtMs, pingEveryMs);
    if (silentInMs === 0) return this.#ask();
    this.#setTimer(silentInMs, () => this.#listen());
  }

  #ask(): void {
    this.send({ type: 'ping' });
    this.#heardAtMs = undefined;
    this.#setTimer(pongWaitMs, () => this.#listen());
  }

  /** The network may be back, or the machine was asleep. */
  #wake(): void {
    if (this.#state.status === 'live') this.#ask();
    if (this.#state.status !== 'waiting') return;
    this.#giveUp();
    this.#open();
  }

  #lost(code: number): void {
    const { clock, random } = this.#deps;
    const wasGood = this.#state.status === 'live' && clock.now() - this.#liveSinceMs >= goodAfterMs;
    this.#giveUp();
    if (!shouldReconnect(code)) return this.#become({ status: 'stopped', code });
    if (wasGood) this.#failures = 0;
    // Who leaves sends us over one by one, so nobody has to be waited for, once.
    const isAskedOver = code === closeCodes.nodeLeaving && this.#failures === 0;
    const delayMs = isAskedOver ? Math.floor(random() * moveMs) : backoffMs(this.#failures, random);
    this.#failures += 1;
    this.#setTimer(delayMs, () => this.#open());
    this.#become({ status: 'waiting', retryAtMs: clock.now() + delayMs });
  }

  #giveUp(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  #setTimer(delayMs: number, run: () => void): void {
    this.#timer?.cancel();
    this.#timer = this.#deps.clock.setTimer(delayMs, run);
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    this.#deps.changed();
  }
}

function parsed(text: string): ServerFrame | undefined {
  try {
    return JSON.parse(text) as ServerFrame;
  } catch {
    // Said by the caller: the connection carries nonsense and is given up.
    return undefined;
  }
}
