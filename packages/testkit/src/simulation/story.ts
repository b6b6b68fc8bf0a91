// One story: the machine, the nodes and the people on it, from a seed.
import type { UserId } from '@parley/contract';
import { Device } from './cast/device.ts';
import type { NetworkOptions } from './cast/network.ts';
import { createPerson, createSession, type Person, personOf } from './cast/person.ts';
import { emptyHistory, type History } from './history.ts';
import {
  type Agent,
  LossyBus,
  Machine,
  type SimulatedNode,
  startNode,
  storeInTurns,
  Tally,
  Trace,
  Weather,
} from './machine/index.ts';
import { createRandom, type Random } from './random.ts';
import type { Stage } from './stage.ts';

const names = ['ana', 'bo', 'cleo', 'dan', 'eve'];
/** Eve is nobody's friend: what she writes is a request. */
const strangerName = 'eve';
const friendsShare = 0.85;
const nodeCount = 2;

export class Story {
  readonly stage: Stage;
  readonly random: Random;
  readonly trace = new Trace();
  readonly tally = new Tally();
  readonly machine: Machine;
  readonly weather: Weather;
  readonly history: History = emptyHistory();
  readonly people: readonly Person[] = names.map(personOf);
  readonly devices: Device[] = [];
  /** What happens when somebody's device asks for a socket. */
  onConnecting: (userId: UserId) => void = () => {};
  #nodes: SimulatedNode[] = [];
  #nodesMade = 0;
  #lastFact = 0;
  readonly #bus: LossyBus;

  constructor(stage: Stage, seed: number) {
    this.stage = stage;
    this.random = createRandom(seed);
    this.machine = new Machine(this.random, this.trace);
    this.weather = new Weather(this.random, this.tally);
    this.#bus = new LossyBus(this.machine, this.weather, (node, userId, frame) => this.#published(node, userId, frame));
  }

  get nodes(): readonly SimulatedNode[] {
    return this.#nodes.filter(({ agent }) => agent.isAlive);
  }

  async setScene(): Promise<void> {
    const { stage, machine, people, random, history } = this;
    await stage.empty();
    for (const person of people) {
      await createPerson(stage.store, person, machine.nowMs);
      history.people.push(person);
    }
    const pairs = people.flatMap((a, index) => people.slice(index + 1).map((b) => [a, b] as const));
    const friends = pairs.filter(([, b]) => b.name !== strangerName && random.chance(friendsShare));
    await befriend(
      stage,
      friends.flatMap(([a, b]) => [[a.id, b.id] as const, [b.id, a.id] as const]),
      machine.nowMs,
    );
    const open = people.filter(() => random.chance(0.6)).map(({ id }) => id);
    await stage.query('update users set others_may_request = true where id = any($1::bigint[])', [open]);
    await this.#look();
    for (let count = 0; count < nodeCount; count += 1) await this.addNode();
    // Some have a second device.
    for (const person of [...people, ...people.slice(0, 2)]) await this.addDevice(person);
  }

  async addNode(): Promise<void> {
    this.#nodesMade += 1;
    const { machine, weather, stage } = this;
    const wrote = () => this.#look();
    const storeFor = (node: Agent) => storeInTurns({ machine, weather, node, store: stage.store, wrote });
    const busFor = (node: Agent) => this.#bus.for(node);
    const node = await startNode(`node-${this.#nodesMade}`, { machine, address: stage.address, storeFor, busFor });
    this.#nodes.push(node);
  }

  /** The process is gone: its sockets break, and whatever it was doing is never heard of again. */
  killNode(node: SimulatedNode): void {
    node.agent.isAlive = false;
    for (const link of node.links) if (!link.isGone) link.break(this.random.chance(0.7) ? 'device' : 'nobody');
  }

  async addDevice(person: Person): Promise<Device> {
    const { machine, weather, history, stage } = this;
    const name = `${person.name}-${this.devices.length + 1}`;
    const token = await createSession(stage.store, person, name, machine.nowMs);
    const network: NetworkOptions = {
      machine,
      weather,
      history,
      nodes: () => this.nodes,
      connecting: (id) => this.onConnecting(id),
    };
    const device = new Device(name, person, token, network);
    history.devices.push({ name, userId: person.id });
    this.devices.push(device);
    device.connect();
    return device;
  }

  /** What the database wrote down by now. */
  async #look(): Promise<void> {
    const { step, sinceStartMs: atMs } = this.machine;
    const facts = await this.stage.factsAfter(this.#lastFact);
    for (const fact of facts) {
      this.history.facts.push({ ...fact, step, atMs });
      const { no, what, userId, otherId = '', conversationId = '', n } = fact;
      this.trace.note(step, atMs, 'witness', `${no} ${what} ${userId} ${otherId} ${conversationId} ${n}`);
    }
    this.#lastFact = facts.at(-1)?.no ?? this.#lastFact;
  }

  #published(node: Agent, userId: UserId, text: string): void {
    const { step, sinceStartMs: atMs } = this.machine;
    const frame = JSON.parse(text) as Record<string, unknown>;
    this.history.published.push({ step, atMs, node: node.name, userId, frame });
  }
}

async function befriend(stage: Stage, follows: readonly (readonly [UserId, UserId])[], nowMs: number): Promise<void> {
  await stage.query(
    `insert into relations (user_id, other_id, following, followed_at)
     select a, b, 2, $3::timestamptz from unnest($1::bigint[], $2::bigint[]) as t(a, b)`,
    [follows.map(([a]) => a), follows.map(([, b]) => b), new Date(nowMs).toISOString()],
  );
}
