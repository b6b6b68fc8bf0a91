// Server nodes: the shipped server as it is wired, on the turn-taking store and the lossy bus, reached by links instead of a port.
import type { Bus } from '@parley/realtime';
import { type Outside, startServer } from '@parley/server';
import type { DatabaseAddress, Store } from '@parley/store';
import type { Link } from './link.ts';
import { type Agent, asAgent, type Machine, newAgent } from './machine.ts';

type App = Parameters<Outside['listen']>[0];
export type Answer = { status: number; text: string };

export type NodesOptions = {
  machine: Machine;
  address: DatabaseAddress;
  storeFor(node: Agent): Store;
  busFor(node: Agent): Bus;
};

/** One node from its start to its death. A dead one never comes back; another starts. */
export class SimulatedNode {
  readonly agent: Agent;
  readonly links = new Set<Link>();
  readonly #app: App;

  constructor(agent: Agent, app: App) {
    this.agent = agent;
    this.#app = app;
  }

  /** A device asks for a socket. */
  accept(link: Link): void {
    this.links.add(link);
    const headers = {
      host: 'parley.example',
      connection: 'upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    };
    this.#app.server.emit(
      'upgrade',
      { method: 'GET', url: '/v1/socket', headers } as never,
      link.stream,
      Buffer.alloc(0),
    );
  }

  async post(path: string, body: string, token: string | undefined): Promise<Answer> {
    const bearer = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const headers = { 'content-type': 'application/json', host: 'parley.example', ...bearer };
    const { statusCode, payload } = await this.#app.inject({ method: 'POST', url: path, headers, payload: body });
    return { status: statusCode, text: payload };
  }
}

export async function startNode(name: string, options: NodesOptions): Promise<SimulatedNode> {
  const { machine, address, storeFor, busFor } = options;
  const agent = newAgent(name);
  let app: App | undefined;
  const listen = async (started: App): Promise<void> => {
    await started.ready();
    app = started;
  };
  const outside: Outside = { store: storeFor(agent), bus: busFor(agent), listen };
  const clock = { now: () => machine.timeOf(agent) };
  const told = { logLevel: 'silent', newFaultId: () => 'fault' } as const;
  await asAgent(agent, () => startServer({ address, port: 0, clock, outside, limits, ...told }));
  if (app === undefined) throw new Error('the server did not ask to listen');
  return new SimulatedNode(agent, app);
}

/** A story of a minute holds more than a person does in one; the daily limits have tests of their own. */
const limits = {
  messagesPerDay: 100_000,
  newPeoplePerDay: 100_000,
  lookupsPerHour: 100_000,
  excessAttemptsPerDay: 100_000,
};
