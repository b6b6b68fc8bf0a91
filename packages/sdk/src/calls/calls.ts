// A call goes over the socket while that is live, else over HTTP; either way its promise settles once.
import type { MethodId, MethodInput, MethodOutput, ServerFrame, UserId } from '@parley/contract';
import { type Clock, leftMs, type Timer } from '../clock.ts';
import type { Connection } from '../connection/index.ts';
import type { Transport } from '../transport.ts';
import { errorOf, offlineError, outputOf } from './answers.ts';
import type { CallError } from './call-error.ts';
import { isHttpOnly } from './http-only.ts';
import { identityIn, tellsIdentity } from './identity.ts';

const answerWaitMs = 30_000;
/** How long what was asked over HTTP before there was a connection may still wait for its answer once there is one. */
const olderWaitMs = 5_000;

/** Calls a method of the contract. Rejects with `CallError` and nothing else. */
export type Call = <Id extends MethodId>(method: Id, input: MethodInput<Id>) => Promise<MethodOutput<Id>>;

type Waiting = { resolve(output: unknown): void; reject(error: CallError): void; readonly sinceMs: number };

export type CallsDeps = {
  /** The server's origin. */
  url: string;
  token: string | undefined;
  transport: Transport;
  clock: Clock;
  connection: Connection;
  /** An answer told who is signed in. */
  identified(me: UserId): void;
};

export class Calls {
  readonly #deps: CallsDeps;
  /** The oldest first. */
  readonly #waiting = new Map<number, Waiting>();
  /** For all of them: set for the oldest there was, it looks again when it is due. */
  #sweep: Timer | undefined;
  /** How to give up each that is on its way over HTTP. */
  readonly #posted = new Set<(error: CallError) => void>();
  #older: Timer | undefined;
  #nextId = 0;

  constructor(deps: CallsDeps) {
    this.#deps = deps;
  }

  call<Id extends MethodId>(method: Id, input: MethodInput<Id>): Promise<MethodOutput<Id>> {
    const isLive = this.#deps.connection.state.status === 'live';
    const road = isLive && !isHttpOnly(method) ? this.#overSocket(method, input) : this.#overHttp(method, input);
    const output = road as Promise<MethodOutput<Id>>;
    return tellsIdentity(method) ? this.#identifying(method, output) : output;
  }

  answered({ id, output, refusal }: Extract<ServerFrame, { type: 'result' }>): void {
    const waiting = this.#take(id);
    if (refusal === undefined) waiting?.resolve(output);
    else waiting?.reject(errorOf(refusal));
  }

  /**
   * There is a connection. A request from before may hang in a network that is gone, while what waits for it (a catch-up, a line of the
   * outbox) could go over the socket.
   */
  connected(): void {
    const older = [...this.#posted];
    if (older.length === 0) return;
    this.#older?.cancel();
    this.#older = this.#deps.clock.setTimer(olderWaitMs, () => {
      for (const giveUp of older) giveUp(offlineError('no answer over HTTP'));
    });
  }

  /** The socket is gone, and with it the answers to what was asked over it. */
  disconnected(): void {
    this.#older?.cancel();
    this.#older = undefined;
    this.#sweep?.cancel();
    this.#sweep = undefined;
    for (const id of this.#waiting.keys()) this.#take(id)?.reject(offlineError('the connection broke'));
  }

  #overSocket(method: MethodId, input: unknown): Promise<unknown> {
    const frame = { type: 'call', id: this.#nextId, method, input } as const;
    this.#nextId += 1;
    return new Promise((resolve, reject) => {
      this.#waiting.set(frame.id, { resolve, reject, sinceMs: this.#deps.clock.now() });
      this.#sweep ??= this.#deps.clock.setTimer(answerWaitMs, () => this.#giveUpLate());
      this.#deps.connection.send(frame);
    });
  }

  #giveUpLate(): void {
    const { clock } = this.#deps;
    this.#sweep = undefined;
    for (const [id, { sinceMs }] of this.#waiting) {
      const waitMs = leftMs(clock, sinceMs, answerWaitMs);
      if (waitMs > 0) return void (this.#sweep = clock.setTimer(waitMs, () => this.#giveUpLate()));
      this.#take(id)?.reject(offlineError('no answer in time'));
    }
  }

  async #identifying<Id extends MethodId>(method: Id, answer: Promise<MethodOutput<Id>>): Promise<MethodOutput<Id>> {
    const output = await answer;
    const me = identityIn(method, output);
    if (me !== undefined) this.#deps.identified(me);
    return output;
  }

  async #overHttp(method: MethodId, input: unknown): Promise<unknown> {
    const { transport, url, token } = this.#deps;
    const request = { url: `${url}/v1/${method}`, body: JSON.stringify(input), token, timeoutMs: answerWaitMs };
    const { promise: givenUp, reject: giveUp } = Promise.withResolvers<never>();
    this.#posted.add(giveUp);
    try {
      const posted = transport.post(request).catch((cause: unknown) => {
        throw offlineError(cause);
      });
      const { status, text } = await Promise.race([posted, givenUp]);
      return outputOf(status, text);
    } finally {
      this.#posted.delete(giveUp);
    }
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }
}
