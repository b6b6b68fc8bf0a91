// One device comes back and catches up: what that costs goes by what changed on the screen, and not by how much was missed.
import { type Client, createClient, type Transport, webTransport } from '@parley/sdk';
import type { DatabaseAddress } from '@parley/store';
import { leaveBehind, personId } from '@parley/testkit/load';
import pg from 'pg';
import { atMost, type Bench, type BenchOutcome, type BenchResult, quantile, timesOf } from './bench.ts';
import { openScene, type Scene } from './delivery/scene.ts';

const floor = 'what is shown, read by plain SQL, p50 (ms)';
/** Where the median is one that was measured more than once. */
const turnsOf = (messages: number): number => (messages > 10_000 ? 1 : 5);

export const resumeBench: Bench = {
  about: 'a device with one conversation open that comes back 1 to 500,000 messages later',
  run: () => measureResume([1, 50, 5_000, 500_000]),
};

const conversationsMax = 20;

/** `on`: see `SceneWish`. */
export async function measureResume(sizes: readonly number[], on?: DatabaseAddress): Promise<BenchOutcome> {
  const scene = await openScene({ people: 50, friendsEach: conversationsMax, on });
  try {
    const device = openDevice(scene);
    await device.resumed(0);
    const results: BenchResult[] = [];
    const medians: number[] = [];
    const floorMs = await plainReads(scene);
    for (const messages of sizes) {
      const { ms, trips } = await resume(scene, device, messages);
      medians.push(ms);
      const name = `resume, ${messages.toLocaleString('en')} messages behind`;
      results.push(atMost({ name: `${name}: round trips`, value: trips, unit: 'round trips' }, 4), {
        ...atMost({ name: `${name}: in step`, value: ms, unit: 'ms' }, 100),
        floor,
        ratio: ms / floorMs,
      });
    }
    device.close();
    const spread = Math.max(...medians) / Math.min(...medians);
    results.push(atMost({ name: 'resume: the slowest to the fastest', value: spread, unit: '×' }, 10));
    const spreading = `however many, in at most ${conversationsMax} conversations`;
    return {
      floors: { [floor]: floorMs },
      results,
      notMeasured: [spreading, 'a slow network: each round trip adds one'],
    };
  } finally {
    await scene.close();
  }
}

async function resume(scene: Scene, device: Device, messages: number): Promise<{ ms: number; trips: number }> {
  const conversations = Math.min(messages, conversationsMax);
  const messagesEach = Math.ceil(messages / conversations);
  const times: number[] = [];
  let trips = 0;
  for (let turn = 0; turn < turnsOf(messages); turn += 1) {
    device.leave();
    await leaveBehind(scene.address, { userId: personId(0), conversations, messagesEach, nowMs: Date.now() });
    const one = await device.resumed(conversations * messagesEach);
    times.push(one.ms);
    trips = Math.max(trips, one.trips);
  }
  return { ms: quantile(times, 0.5), trips };
}

type Device = {
  leave(): void;
  close(): void;
  /** Comes back, when so many more messages are there; how long until all that is shown is as it is stored. */
  resumed(messages: number): Promise<{ ms: number; trips: number }>;
};

function openDevice(scene: Scene): Device {
  const counting = countTrips();
  const client = createClient({ url: scene.url, token: scene.crowd.tokens[0] ?? '', transport: counting.transport });
  // Its conversation is the one that `leaveBehind` fills first.
  const open = client.conversation({ userId: personId(1) as never });
  const close = open.open();
  let expected = conversationsMax;
  return {
    leave: () => client.close(),
    close: () => {
      close();
      client.close();
    },
    resumed: async (messages) => {
      expected += messages;
      counting.reset();
      const startedMs = performance.now();
      client.connect();
      await until(client, () => seqsOf(client) === expected && showsNewest(open.state));
      return { ms: performance.now() - startedMs, trips: counting.trips() };
    },
  };
}

const seqsOf = ({ inbox }: Client): number =>
  inbox.state.status === 'ready' ? inbox.state.conversations.reduce((sum, { lastSeq }) => sum + lastSeq, 0) : -1;

const showsNewest = (state: ReturnType<Client['conversation']>['state']): boolean =>
  state.status === 'ready' && !state.hasNewer && state.messages.at(-1)?.seq === state.conversation.lastSeq;

const until = (client: Client, isSo: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (!isSo()) return;
      stop();
      resolve();
    };
    const stop = client.subscribe(look);
    look();
  });

/** What is said after something was heard begins another round trip; what is said side by side is one. */
function countTrips() {
  let trips = 0;
  let hasHeard = true;
  const said = (): void => {
    if (hasHeard) trips += 1;
    hasHeard = false;
  };
  const transport: Transport = {
    ...webTransport,
    openSocket: (url, events) => {
      const onText = (text: string): void => {
        hasHeard = true;
        events.onText(text);
      };
      const socket = webTransport.openSocket(url, { ...events, onText });
      const send = (text: string): void => {
        said();
        socket.send(text);
      };
      return { ...socket, send };
    },
  };
  const reset = (): void => {
    trips = 0;
    hasHeard = true;
  };
  return { transport, trips: () => trips, reset };
}

async function plainReads({ address }: Scene): Promise<number> {
  const client = new pg.Client(address);
  await client.connect();
  const me = personId(0);
  const read = async (): Promise<void> => {
    const { rows } = await client.query<{ conversation_id: string }>({ name: 'rows', text: ROWS, values: [me] });
    await client.query({ name: 'last', text: LAST, values: [rows.map((row) => row.conversation_id)] });
    await client.query({ name: 'newest', text: NEWEST, values: [rows[0]?.conversation_id] });
  };
  const times = await timesOf(read, { n: 200 });
  await client.end();
  return quantile(times, 0.5);
}

const ROWS = `select * from inbox where user_id = $1 order by conversation_id limit ${conversationsMax}`;
const LAST = `select m.* from unnest($1::uuid[]) as t(id)
  cross join lateral (select * from messages where conversation_id = t.id order by seq desc limit 1) m`;
const NEWEST = 'select * from messages where conversation_id = $1 order by seq desc limit 50';
