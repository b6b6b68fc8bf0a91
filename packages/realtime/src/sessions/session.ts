// One socket from hello to close. The state is a union: what is true only after the hello exists only there.
import type { Duplex } from 'node:stream';
import { type ClientFrame, clientFrame, closeCodes, type ServerFrame } from '@parley/contract';
import type { RawData, WebSocket } from 'ws';
import type { Unsubscribe } from '../bus/index.ts';
import { countBytes } from './count-bytes.ts';
import { codeForNonsense, isMark, isReceipt, parseJson, revOfUpdate } from './frame-text.ts';
import type { Actor, GatewayOptions } from './gateway.ts';
import { Outlet } from './outlet.ts';

type State =
  | { status: 'waiting' }
  /** `early`: what came before the welcome. */
  | { status: 'greeting'; early: string[] }
  | { status: 'live'; actor: Actor; unsubscribe: Unsubscribe }
  /** Told to go, or gone: nothing that the client still says counts, and no news reaches it. */
  | { status: 'leaving'; actor: Actor | undefined };

type CallFrame = ClientFrame & { type: 'call' };

/** Bounds of one session. */
export const sessionBounds = {
  helloMs: 5_000,
  /** What may come before the welcome: a hello with a token, and nothing that would be worth holding back. */
  helloBytesMax: 8_192,
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
  /** Forgotten when it is over, as all that a silent socket has no use for: there are very many of those. */
  #helloTimer: NodeJS.Timeout | undefined;
  #stopCounting: (() => void) | undefined;
  #state: State = { status: 'waiting' };
  #callCount = 0;
  /** Calls beyond `callsMax` that had been read already when the socket was paused: what is left of one read. */
  #heldCalls: CallFrame[] | undefined;
  #pingCount = 0;
  #isAlive = true;
  /** How far the inbox had come by what this session was told. */
  #rev = 0;
  /** Set: goes with this code as soon as what it asked is answered, and is not read any more. */
  #goingCode: number | undefined;

  constructor(options: GatewayOptions, socket: WebSocket, stream: Duplex, cookieActor: Actor | undefined) {
    this.#options = options;
    this.#socket = socket;
    this.#cookieActor = cookieActor;
    this.#outlet = new Outlet(socket, stream);
    this.#helloTimer = setTimeout(() => this.close(closeCodes.helloTimeout), sessionBounds.helloMs);
    this.#stopCounting = countBytes(stream, sessionBounds.helloBytesMax, () => this.close(closeCodes.protocolError));
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

  /** How far the inbox had come by what this session was told. */
  get rev(): number {
    return this.#rev;
  }

  /** The inbox has come so far, whether or not there was word of it. */
  tellRev(rev: number): void {
    if (this.#state.status !== 'live' || rev <= this.#rev) return;
    this.#rev = rev;
    this.#send({ type: 'pong', rev });
  }

  /** Sends a frame that is JSON text already. One that is unhurried may wait a moment for another. */
  sendText(text: string, isUnhurried = false): void {
    if (this.#state.status === 'leaving') return;
    this.#options.counts.framesOut += 1;
    if (this.#outlet.send(text, sessionBounds.bufferedBytesMax, isUnhurried)) return;
    // Whoever reads on soon still gets what waits, and this code: come back, and resume. Others are cut off when the goodbye has gone unanswered.
    this.#options.counts.slowClosed += 1;
    this.close(closeCodes.tooSlow);
  }

  /** Takes nothing new, answers what is under way, and goes then. */
  leave(code: number): void {
    if (this.#state.status !== 'live' || this.#callCount === 0) return this.close(code);
    this.#goingCode = code;
    this.#socket.pause();
  }

  /** Ends what this session may do at once; a client that does not answer the goodbye is cut off soon after. */
  close(code: number): void {
    this.#leave();
    this.#outlet.release();
    this.#socket.close(code);
    // Its goodbye has to be read.
    if (this.#socket.isPaused) this.#socket.resume();
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
    if (this.#state.status === 'leaving') return;
    this.#isAlive = true;
    this.#options.counts.framesIn += 1;
    const said = isBinary ? undefined : parseJson(data);
    const { data: frame } = clientFrame.safeParse(said);
    if (!frame) this.close(codeForNonsense(said));
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
        this.#send({ type: 'pong', rev: this.#rev });
        break;
      case 'call':
        this.#takeCall(frame, actor);
        break;
    }
  }

  #takeCall(frame: CallFrame, actor: Actor): void {
    if (this.#callCount < sessionBounds.callsMax) {
      void this.#call(frame, actor);
      return;
    }
    this.#heldCalls ??= [];
    this.#heldCalls.push(frame);
    this.#socket.pause();
  }

  async #call(frame: CallFrame, actor: Actor): Promise<void> {
    this.#callCount += 1;
    const result = await this.#options.call(actor, frame.method, frame.input);
    this.#callCount -= 1;
    this.sendText(
      JSON.stringify({ type: 'result', id: frame.id, ...result } satisfies ServerFrame),
      isMark(frame.method),
    );
    const next = this.#heldCalls?.shift();
    if (next) void this.#call(next, actor);
    else if (this.#goingCode !== undefined) this.#goWhenDone(this.#goingCode);
    else if (this.#socket.isPaused) this.#socket.resume();
  }

  #goWhenDone(code: number): void {
    if (this.#callCount === 0) this.close(code);
  }

  /**
   * Listens first and reads the revision then, so that no change falls between; frames that come in the meantime follow the welcome.
   */
  async #greet(token: string | undefined): Promise<void> {
    const early: string[] = [];
    this.#state = { status: 'greeting', early };
    let unsubscribe: Unsubscribe | undefined;
    try {
      const actor = token === undefined ? this.#cookieActor : await this.#options.authenticate(token);
      if (!actor) return this.close(closeCodes.unauthenticated);
      unsubscribe = await this.#options.subscribe(actor.userId, this.#listener());
      const rev = await this.#options.currentRev(actor.userId);
      if (!this.#isGreeting()) return unsubscribe();
      this.#stopWaiting();
      this.#state = { status: 'live', actor, unsubscribe };
      this.#rev = rev;
      this.#send({ type: 'welcome', userId: actor.userId, rev });
      for (const text of early) this.#deliver(text);
      this.#options.onLive(this);
    } catch (error) {
      unsubscribe?.();
      this.#options.onFault(error);
      this.close(closeCodes.fault);
    }
  }

  /** Made here, where nothing else stands that it would hold on to. */
  #listener(): (text: string) => void {
    return (text) => this.#hear(text);
  }

  #hear(text: string): void {
    if (this.#state.status === 'greeting') this.#state.early.push(text);
    else this.#deliver(text);
  }

  #deliver(text: string): void {
    const rev = revOfUpdate(text);
    if (rev !== undefined && rev > this.#rev) this.#rev = rev;
    this.sendText(text, isReceipt(text));
  }

  #isGreeting(): boolean {
    return this.#state.status === 'greeting';
  }

  #countPing(): void {
    this.#isAlive = true;
    this.#pingCount += 1;
    if (this.#pingCount > sessionBounds.pingsMax) this.close(closeCodes.protocolError);
  }

  #ended(): void {
    this.#options.onEnded(this, this.#leave());
  }

  #stopWaiting(): void {
    clearTimeout(this.#helloTimer);
    this.#helloTimer = undefined;
    this.#stopCounting?.();
    this.#stopCounting = undefined;
  }

  /** Answers who it was, if it ever was live. */
  #leave(): Actor | undefined {
    this.#stopWaiting();
    if (this.#state.status === 'leaving') return this.#state.actor;
    const { actor } = this;
    this.#heldCalls = undefined;
    if (this.#state.status === 'live') this.#state.unsubscribe();
    this.#state = { status: 'leaving', actor };
    return actor;
  }
}
