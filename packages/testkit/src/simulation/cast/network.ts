// The way between devices and nodes: which node answers, what of it gets lost, and a note of every call for the checker.
import type { UserId } from '@parley/contract';
import type { PostRequest, Socket, SocketEvents, Transport } from '@parley/sdk';
import type { CallSeen, History } from '../history.ts';
import {
  type Agent,
  type Answer,
  type Break,
  Link,
  type Machine,
  type Planned,
  type SimulatedNode,
  type Weather,
} from '../machine/index.ts';

export type NetworkOptions = {
  machine: Machine;
  weather: Weather;
  history: History;
  nodes(): readonly SimulatedNode[];
  /** Somebody's device asks for a socket. */
  connecting(userId: UserId): void;
};

type Frame = Record<string, unknown> & { type: string };

/** One device's access to the network. */
export class Access implements Transport {
  readonly #options: NetworkOptions;
  readonly #device: Agent;
  readonly #userId: UserId;
  readonly #wakers = new Set<() => void>();
  #link: Link | undefined;
  isOffline = false;

  constructor(options: NetworkOptions, device: Agent, userId: UserId) {
    this.#options = options;
    this.#device = device;
    this.#userId = userId;
  }

  /** Breaks the socket that is open. */
  cut(told: Break): void {
    this.#link?.break(told);
  }

  wake(): void {
    for (const wake of this.#wakers) wake();
  }

  onWake(wake: () => void): () => void {
    this.#wakers.add(wake);
    return () => void this.#wakers.delete(wake);
  }

  openSocket(_url: string, events: SocketEvents): Socket {
    const { machine, weather } = this.#options;
    const node = this.#someNode();
    if (node === undefined) {
      machine.after(weather.delay(1, 300), this.#device, 'finds nobody to connect to', () => events.onClose(1006));
      return { send: () => {}, close: () => {} };
    }
    const calls = new Map<number, CallSeen>();
    const link = new Link({
      ...{ machine, weather, device: this.#device, node: node.agent, events },
      said: (text) => this.#said(text, calls),
      heard: (text) => this.#heard(text, calls),
    });
    this.#link = link;
    this.#options.connecting(this.#userId);
    machine.after(weather.delay(0.5, 80), node.agent, `${this.#device.name} connects`, () => node.accept(link));
    return link;
  }

  post({ url, body, token, timeoutMs }: PostRequest): Promise<Answer> {
    const { machine, weather } = this.#options;
    const node = this.#someNode();
    const path = new URL(url).pathname;
    const call = this.#noteCall(path.slice('/v1/'.length), JSON.parse(body) as Record<string, unknown>);
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const fail = (delayMs: number): Planned =>
      machine.after(delayMs, this.#device, `gets no answer to ${path}`, () => reject(new Error('no answer')));
    if (node === undefined) {
      fail(weather.delay(1, 300));
      return promise;
    }
    const patience = fail(timeoutMs);
    const answer = async (): Promise<void> => {
      const said = await node.post(path, body, token);
      if (weather.happens('answer lost')) return;
      machine.after(weather.delay(0.2, 60), this.#device, `gets ${path} ${said.text}`, () => {
        patience.cancel();
        this.#noteAnswer(call, JSON.parse(said.text) as Record<string, unknown>);
        resolve(said);
      });
    };
    if (weather.happens('request lost')) return promise;
    const what = `posted by ${this.#device.name} ${path} ${body}`;
    machine.after(weather.delay(0.2, 60), node.agent, what, () => void answer());
    return promise;
  }

  /** What stands before the nodes knows which of them are there, and nothing else of them. */
  #someNode(): SimulatedNode | undefined {
    const alive = this.#options.nodes().filter(({ agent }) => agent.isAlive);
    return this.isOffline || alive.length === 0 ? undefined : this.#options.machine.random.pick(alive);
  }

  #said(text: string, calls: Map<number, CallSeen>): void {
    const frame = JSON.parse(text) as Frame;
    if (frame.type !== 'call') return;
    calls.set(frame.id as number, this.#noteCall(frame.method as string, frame.input as Record<string, unknown>));
  }

  #heard(text: string, calls: ReadonlyMap<number, CallSeen>): void {
    const frame = JSON.parse(text) as Frame;
    if (frame.type === 'result') {
      const call = calls.get(frame.id as number);
      if (call) this.#noteAnswer(call, frame.output === undefined ? frame : (frame.output as Record<string, unknown>));
    }
    if (frame.type !== 'update' && frame.type !== 'notice') return;
    this.#options.history.heard.push({ ...this.#moment(), device: this.#device.name, userId: this.#userId, frame });
  }

  #noteCall(method: string, input: Record<string, unknown>): CallSeen {
    const call: CallSeen = { device: this.#device.name, userId: this.#userId, method, input, said: this.#moment() };
    this.#options.history.calls.push(call);
    return call;
  }

  #noteAnswer(call: CallSeen, body: Record<string, unknown>): void {
    const refusal = body.refusal as { code: string } | undefined;
    // A conversation tells a refusal too, of what would be: only an answer that is nothing else is one.
    const isRefused = refusal !== undefined && body.kind === undefined;
    const outcome = isRefused ? { refusalCode: refusal.code } : { output: body };
    call.answered ??= { ...this.#moment(), ...outcome };
  }

  #moment(): { step: number; atMs: number } {
    const { machine } = this.#options;
    return { step: machine.step, atMs: machine.sinceStartMs };
  }
}
