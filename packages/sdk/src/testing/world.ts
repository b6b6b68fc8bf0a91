// One client, one server, one network between them, and the time of all three.
import { createClient } from '../client.ts';
import type { Client } from '../client-types.ts';
import type { ConversationState } from '../conversations/conversation-types.ts';
import { keepIn, type LocalStore } from '../local/index.ts';
import type { OutboxStorage, PendingMessage } from '../outbox/outbox-types.ts';
import { FakeNetwork } from './fake-network.ts';
import { FakeServer, sessionToken } from './fake-server.ts';
import { seededRandom } from './random.ts';
import { VirtualClock } from './virtual-clock.ts';

export type World = {
  client: Client;
  server: FakeServer;
  network: FakeNetwork;
  clock: VirtualClock;
  /** The same page loaded again: another client of the same person. */
  startAgain(options: Omit<WorldOptions, 'seed'>): Client;
};
export type Ready<State> = Extract<State, { status: 'ready' }>;

export type WorldOptions = {
  seed?: number;
  token?: string;
  /** So much later it is here than at the server. */
  clockAheadMs?: number;
  outboxStorage?: OutboxStorage;
  localStore?: LocalStore;
  keepFailed?: (error: unknown) => void;
};

export function makeWorld({ seed = 1, clockAheadMs = 0, ...options }: WorldOptions = {}): World {
  const clock = new VirtualClock();
  const server = new FakeServer(() => clock.now() - clockAheadMs);
  const network = new FakeNetwork(server, clock, seededRandom(seed));
  let ids = 0;
  const clientMessageId = () => `c${(ids += 1)}`;
  const random = seededRandom(seed + 1);
  const common = { url: 'https://chat.example', clock, transport: network, clientMessageId, random };
  const start = ({ token = sessionToken, localStore, ...others }: Omit<WorldOptions, 'seed'>) =>
    createClient({ ...others, ...common, token, ...(localStore ? { keep: keepIn(localStore) } : {}) });
  return { client: start(options), server, network, clock, startAgain: start };
}

export async function connectedWorld(): Promise<World> {
  const world = makeWorld();
  world.client.connect();
  await world.clock.advance(1_000);
  return world;
}

/** A storage that outlives its clients. */
export function keptOutbox(): OutboxStorage & { readonly stored: readonly PendingMessage[] } {
  let stored: readonly PendingMessage[] = [];
  return {
    get stored() {
      return stored;
    },
    load: () => stored,
    save: (messages) => void (stored = messages),
  };
}

/** The texts of the log, then those of what is pending with its status. */
export function shown(state: ConversationState): string[] {
  const messages = state.status === 'ready' ? state.messages.map(({ content }) => content.text) : [];
  return [
    ...messages,
    ...state.pending.map(({ content, status }) => `${content.kind === 'text' && content.text} (${status})`),
  ];
}

export function ready<State extends { status: string }>(state: State): Ready<State> {
  if (state.status !== 'ready') throw new Error(`expected ready, got ${state.status}`);
  return state as Ready<State>;
}
