// A network between a client and the fake server, with all that goes wrong on one: delays, losses, doubles, updates out of order,
// breaks at any moment. One seeded source decides everything.
import {
  type Change,
  type ClientFrame,
  closeCodes,
  type MethodId,
  refusalOf,
  type ServerFrame,
} from '@parley/contract';
import type { Clock } from '../clock.ts';
import type { PostRequest, Socket, SocketEvents, Transport } from '../transport.ts';
import { type Answer, type FakeServer, sessionToken } from './fake-server.ts';
import { me } from './samples.ts';

export type Weather = {
  /** Each thing takes up to so long. */
  delayMs: number;
  /** Chances from 0 to 1: that a request or its answer over HTTP is lost, that the server has trouble, that an update is lost, or comes twice. */
  loss: number;
  fault: number;
  lostUpdate: number;
  doubleUpdate: number;
};

export const fairWeather: Weather = { delayMs: 0, loss: 0, fault: 0, lostUpdate: 0, doubleUpdate: 0 };

type Line = { isUp: boolean; readonly events: SocketEvents; stop(): void };

export class FakeNetwork implements Transport {
  readonly #server: FakeServer;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #lines = new Set<Line>();
  readonly #wakers = new Set<() => void>();
  weather: Weather = fairWeather;
  isReachable = true;
  /** What waits to be let through, by method; updates are under `update`. */
  readonly #held = new Map<string, (() => void)[]>();
  /** What was said on sockets, and to which addresses. */
  readonly said: ClientFrame[] = [];
  readonly addresses: string[] = [];

  constructor(server: FakeServer, clock: Clock, random: () => number) {
    this.#server = server;
    this.#clock = clock;
    this.#random = random;
  }

  post({ url, body, token }: PostRequest): Promise<{ status: number; text: string }> {
    this.addresses.push(url);
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
    this.#later(() => {
      if (!this.isReachable || this.#happens(this.weather.loss)) return reject(new Error('lost on the way there'));
      const method = url.slice(url.lastIndexOf('/') + 1);
      this.#answer(method, JSON.parse(body), token, (answer) => {
        if (!this.isReachable || this.#happens(this.weather.loss)) return reject(new Error('lost on the way back'));
        const isOutput = 'output' in answer;
        const status = isOutput ? 200 : answer.refusal.retry === 'yes' ? 503 : 403;
        resolve({ status, text: JSON.stringify(isOutput ? answer.output : answer) });
      });
    });
    return promise;
  }

  openSocket(url: string, events: SocketEvents): Socket {
    this.addresses.push(url);
    const line: Line = { isUp: true, events, stop: () => {} };
    this.#lines.add(line);
    this.#later(() => {
      if (!line.isUp) return;
      if (this.isReachable) events.onOpen();
      else this.#break(line, 1006);
    });
    return {
      send: (text) => this.#later(() => line.isUp && this.#heard(line, JSON.parse(text) as ClientFrame)),
      // As in browsers, the end is told afterwards, also to whoever wanted it.
      close: () => {
        this.#end(line);
        this.#later(() => events.onClose(1000));
      },
    };
  }

  onWake(wake: () => void): () => void {
    this.#wakers.add(wake);
    return () => void this.#wakers.delete(wake);
  }

  wake(): void {
    for (const wake of this.#wakers) wake();
  }

  /** Breaks what is connected now. */
  break(code = 1006): void {
    for (const line of this.#lines) this.#break(line, code);
  }

  /** Says something to whoever is connected. */
  say(frame: ServerFrame): void {
    for (const line of this.#lines) this.#tell(line, frame);
  }

  /** Nothing said reaches anyone any more, and nobody is told. */
  freeze(): void {
    for (const line of this.#lines) this.#end(line);
  }

  /** Keeps back the answers to a method, or updates, as they are now. Returns how to let them through, oldest first. */
  hold(what: MethodId | 'update'): () => void {
    const waiting: (() => void)[] = [];
    this.#held.set(what, waiting);
    return () => {
      this.#held.delete(what);
      for (const run of waiting) run();
    };
  }

  get lineCount(): number {
    return this.#lines.size;
  }

  #heard(line: Line, frame: ClientFrame): void {
    this.said.push(frame);
    if (frame.type === 'ping') return this.#tell(line, { type: 'pong', rev: this.#server.rev });
    if (frame.type === 'hello') return this.#greet(line, frame.token);
    this.#answer(frame.method, frame.input, sessionToken, (answer) => {
      this.#tell(line, { type: 'result', id: frame.id, ...answer });
    });
  }

  #greet(line: Line, token: string | undefined): void {
    if (token !== sessionToken) return this.#break(line, closeCodes.unauthenticated);
    const { rev } = this.#server;
    const early: (() => void)[] = [];
    let isWelcome = false;
    const listener = (toRev: number, changes: readonly Change[]) => {
      const tell = () => this.#update(line, toRev, changes);
      if (isWelcome) tell();
      else early.push(tell);
    };
    this.#server.listeners.add(listener);
    line.stop = () => void this.#server.listeners.delete(listener);
    this.#later(() => {
      if (!line.isUp) return;
      line.events.onText(JSON.stringify({ type: 'welcome', userId: me, rev }));
      isWelcome = true;
      for (const tell of early) tell();
    });
  }

  #update(line: Line, rev: number, changes: readonly Change[]): void {
    const { lostUpdate, doubleUpdate } = this.weather;
    if (this.#happens(lostUpdate)) return;
    const tell = () => this.#tell(line, { type: 'update', rev, changes: [...changes] });
    this.#pass('update', tell);
    if (this.#happens(doubleUpdate)) this.#pass('update', tell);
  }

  #answer(method: string, input: unknown, token: string | undefined, answer: (answer: Answer) => void): void {
    if (token !== sessionToken) return answer({ refusal: refusalOf('unauthenticated') });
    if (this.#happens(this.weather.fault)) return answer({ refusal: refusalOf('server_error') });
    const first = this.#server.call(method, input);
    const isTorn = (method === 'inbox.list' || method === 'inbox.changes') && this.weather.delayMs > 0;
    this.#pass(method, () => answer(isTorn ? torn(first, this.#server.call(method, input)) : first));
  }

  #tell(line: Line, frame: ServerFrame): void {
    this.#later(() => line.isUp && line.events.onText(JSON.stringify(frame)));
  }

  #break(line: Line, code: number): void {
    if (!line.isUp) return;
    this.#end(line);
    line.events.onClose(code);
  }

  #end(line: Line): void {
    line.isUp = false;
    line.stop();
    this.#lines.delete(line);
  }

  #pass(what: string, run: () => void): void {
    const held = this.#held.get(what);
    if (held === undefined) this.#later(run);
    else held.push(run);
  }

  #happens(chance: number): boolean {
    return chance > 0 && this.#random() < chance;
  }

  #later(run: () => void): void {
    const { delayMs } = this.weather;
    this.#clock.setTimer(delayMs === 0 ? 0 : Math.floor(this.#random() * delayMs), run);
  }
}

type Rows = { rev: number; unreadConversationCount: number; unreadChangesAt?: string; hasMore?: boolean };

/** An answer may hold more than its revision says: the rows are read after it. */
function torn(before: Answer, after: Answer): Answer {
  if ('refusal' in before || 'refusal' in after) return after;
  const [said, rows] = [before.output as Rows, after.output as Rows];
  if (said.hasMore === true || rows.hasMore === true) return after;
  const { rev, unreadConversationCount, unreadChangesAt } = said;
  return { output: { ...rows, rev, unreadConversationCount, unreadChangesAt } };
}
