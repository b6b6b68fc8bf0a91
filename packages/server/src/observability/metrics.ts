// What the server counts of itself. On the path of a call there are plain numbers alone; they become metrics when somebody asks for them.
// No label may say who or what: labels are method ids, refusal codes, stages, names of queues, and routes as they are written in our code.
import type { RefusalCode } from '@parley/contract';
import type { SocketCounts } from '@parley/realtime';
import type { StoreLoad } from '@parley/store';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Drift } from '../inbox/index.ts';
import { faultCodes } from '../outcome.ts';
import { addCounter, addCounts, addGauge, addGauges, type Counts, count } from './looked-up.ts';

/** Of one batch of sends, in milliseconds. `startedAtMs` is by `performance.now()`. */
export type BatchTimes = {
  startedAtMs: number;
  size: number;
  /** How long the oldest of the batch had waited. */
  queuedMs: number;
  factsMs: number;
  decideMs: number;
  /** LOCK, APPEND and COMMIT: one flush, which the database does without us. */
  flushMs: number;
  announceMs: number;
};

/** What stands elsewhere and is only looked up. */
export type Looks = {
  queues: Readonly<Record<string, () => number>>;
  sockets(): number;
  people(): number;
  frames(): Readonly<SocketCounts>;
  load(): StoreLoad;
};

export type Metrics = {
  /** A call is over. `method` is `none` for what is no method. */
  called(method: string, code: RefusalCode | undefined): void;
  /** A batch of sends is stored and announced. */
  stored(times: BatchTimes): void;
  /** One of its messages is answered, so long after it came. */
  answered(totalMs: number): void;
  served(route: string, status: number): void;
  /** A client showed rows, or a badge, that the log does not say (INB-1g). */
  drifted(drift: Drift): void;
  /** A connection beyond the most there may be. */
  dropped(): void;
  /** Adds what stands elsewhere, and the figures of the process. Once, where metrics are read. */
  look(looks: Looks): void;
  /** The text that Prometheus reads. */
  text(): Promise<string>;
  contentType: string;
};

const secondsBuckets = [0.0005, 0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128, 0.256, 0.5, 1, 2.5, 5, 10];
const sizeBuckets = [1, 2, 5, 10, 20, 50, 100, 200, 500];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const calls: Counts = new Map();
  const served: Counts = new Map();
  let dropped = 0;
  const drift = { row: 0, badge: 0 };
  addTallies(registry, { calls, served, drift, dropped: () => dropped });
  return {
    called: (method, code) => count(calls, method, code ?? 'ok'),
    served: (route, status) => count(served, route, String(status)),
    drifted: ({ rows, isOfBadge }) => {
      drift.row += rows;
      drift.badge += Number(isOfBadge);
    },
    dropped: () => {
      dropped += 1;
    },
    ...sendHistograms(registry),
    look: (looks) => {
      addSockets(registry, looks);
      addDatabase(registry, looks);
      // They watch the event loop and the collector for as long as the process lives: only where somebody reads them.
      collectDefaultMetrics({ register: registry });
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function sendHistograms(registry: Registry): Pick<Metrics, 'stored' | 'answered'> {
  const registers: [Registry] = [registry];
  const stage = new Histogram({
    name: 'parley_send_stage_seconds',
    help: 'How long a batch of sends spent in each stage; "queued" is the wait of its oldest message.',
    labelNames: ['stage'],
    buckets: secondsBuckets,
    registers,
  });
  const total = new Histogram({
    name: 'parley_send_seconds',
    help: 'From the arrival of a message on this node until it was stored and announced.',
    buckets: secondsBuckets,
    registers,
  });
  const size = new Histogram({
    name: 'parley_send_batch_messages',
    help: 'Messages in one batch of sends.',
    buckets: sizeBuckets,
    registers,
  });
  const stages = (['queued', 'facts', 'decide', 'flush', 'announce'] as const).map(
    (name) => [`${name}Ms`, stage.labels(name)] as const,
  );
  return {
    stored: (times) => {
      size.observe(times.size);
      for (const [name, histogram] of stages) histogram.observe(times[name] / 1_000);
    },
    answered: (totalMs) => total.observe(totalMs / 1_000),
  };
}

const outcomeOf = (code: string): string => {
  if (code === 'ok') return 'ok';
  return faultCodes.includes(code) ? 'fault' : 'refused';
};

type Tallies = { calls: Counts; served: Counts; drift: Record<'row' | 'badge', number>; dropped(): number };

function addTallies(registry: Registry, tallies: Tallies): void {
  const registers: [Registry] = [registry];
  addCounts(
    {
      name: 'parley_calls_total',
      help: 'Calls of methods by outcome: ok, refused (an expected no), fault (trouble on our side).',
      labelNames: ['method', 'outcome'],
      registers,
    },
    tallies.calls,
    (method, code) => ({ method, outcome: outcomeOf(code) }),
  );
  addCounts(
    { name: 'parley_refusals_total', help: 'Calls that were refused, by code.', labelNames: ['code'], registers },
    tallies.calls,
    (_, code) => (code === 'ok' ? undefined : { code }),
  );
  addCounts(
    {
      name: 'parley_http_responses_total',
      help: 'Answers over HTTP by route and status.',
      labelNames: ['route', 'status'],
      registers,
    },
    tallies.served,
    (route, status) => ({ route, status }),
  );
  new Counter({
    name: 'parley_drift_total',
    help: 'Rows and badges that a client showed and the log does not say, as digests found them; 0 is what there should be.',
    labelNames: ['of'],
    registers,
    collect() {
      this.reset();
      for (const [of, count] of Object.entries(tallies.drift)) this.inc({ of }, count);
    },
  });
  const help = 'Connections beyond the most that there may be, dropped as they came.';
  addCounter({ name: 'parley_connections_dropped_total', help, registers }, tallies.dropped);
}

function addSockets(registry: Registry, { sockets, people, frames }: Looks): void {
  const registers: [Registry] = [registry];
  addGauge({ name: 'parley_sockets', help: 'Open sockets, also those that have not said hello.', registers }, sockets);
  addGauge({ name: 'parley_people_connected', help: 'People with a live socket on this node.', registers }, people);
  const counters: [name: string, help: string, of: keyof SocketCounts][] = [
    ['parley_frames_in_total', 'Frames that sockets brought.', 'framesIn'],
    ['parley_frames_out_total', 'Frames that were written to sockets.', 'framesOut'],
    ['parley_slow_sockets_closed_total', 'Sockets closed because their reader did not keep up.', 'slowClosed'],
    ['parley_crowded_sockets_closed_total', 'Sockets closed for a newer one of their person.', 'crowdedClosed'],
  ];
  for (const [name, help, of] of counters) addCounter({ name, help, registers }, () => frames()[of]);
}

function addDatabase(registry: Registry, { queues, load }: Looks): void {
  const registers: [Registry] = [registry];
  addGauges({ name: 'parley_queue_length', help: 'What waits in each queue of this node.', registers }, () =>
    Object.fromEntries(Object.entries(queues).map(([name, look]) => [name, look()])),
  );
  const pool = 'Connections for transactions: total, idle, and calls waiting for one.';
  addGauges({ name: 'parley_database_pool', help: pool, registers }, () => load().pool);
  const statements = 'Statements under way on each pipelined connection.';
  addGauges({ name: 'parley_database_statements', help: statements, registers }, () => load().statements);
}
