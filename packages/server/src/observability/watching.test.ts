// What an operator can watch from outside: metrics at an address of their own, log lines, traces.
import { readFile } from 'node:fs/promises';
import {
  freshDatabase,
  type Person,
  say,
  startTraceReceiver,
  startWorld,
  type TraceReceiver,
  type World,
} from '@parley/testkit';
import { queryDatabase } from '@parley/testkit/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { startServer } from '../main.ts';
import { parseMetricsAddress } from './index.ts';
import { tracingFrom } from './tracing.ts';

let world: World;
let traces: TraceReceiver;
let ana: Person;
let bo: Person;
const lines: string[] = [];

beforeAll(async () => {
  traces = await startTraceReceiver();
  world = await startWorld({
    metrics: { host: '127.0.0.1', port: 0 },
    tracing: { url: traces.url },
    logTo: { write: (line) => void lines.push(line) },
  });
  [ana, bo] = [await world.person('ana'), await world.person('bo')];
  await world.befriend(ana, bo);
});
afterAll(async () => {
  await world.close();
  await traces.close();
});

const scrape = async (): Promise<string> =>
  (await fetch(`http://127.0.0.1:${world.server.metricsPort}/metrics`)).text();

/** The value of one line; 0 where there is none. */
function valueOf(text: string, series: string): number {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return Number(line?.slice(series.length + 1) ?? 0);
}

test('OPS-3a metrics are at an address of their own, and nowhere else', async () => {
  expect(await scrape()).toContain('# TYPE parley_sockets gauge');
  expect((await fetch(`${world.url}/metrics`)).status).toBe(404);
  expect((await fetch(`http://127.0.0.1:${world.server.metricsPort}/v1/openapi.json`)).status).toBe(404);
  const plain = await startWorld();
  expect(plain.server.metricsPort).toBeUndefined();
  await plain.close();
});

test('OPS-3b messages, calls, refusals and sockets are counted as they happened', async () => {
  const before = await scrape();
  const socket = await bo.socket();
  for (let count = 0; count < 3; count += 1) await say(ana, bo, 'hello');
  await ana.refused('messages.send', {
    recipientId: ana.id,
    clientMessageId: 'x',
    content: { kind: 'text', text: 'x' },
  });
  await world.request('no.such', { body: {} });
  for (let count = 0; count < 3; count += 1) await socket.next('update');
  const after = await scrape();
  const grown = (series: string): number => valueOf(after, series) - valueOf(before, series);
  expect({
    sent: grown('parley_calls_total{method="messages.send",outcome="ok"}'),
    refused: grown('parley_calls_total{method="messages.send",outcome="refused"}'),
    self: grown('parley_refusals_total{code="recipient_is_self"}'),
    unknown: grown('parley_calls_total{method="none",outcome="refused"}'),
    answers: grown('parley_http_responses_total{route="/v1/:method",status="200"}'),
    total: grown('parley_send_seconds_count'),
    batches: grown('parley_send_batch_messages_count'),
    messages: grown('parley_send_batch_messages_sum'),
    framesIn: grown('parley_frames_in_total'),
    framesOut: grown('parley_frames_out_total'),
    sockets: valueOf(after, 'parley_sockets'),
    people: valueOf(after, 'parley_people_connected'),
    waiting: valueOf(after, 'parley_queue_length{name="sends"}'),
  }).toEqual({
    ...{ sent: 3, refused: 1, self: 1, unknown: 1, answers: 3, total: 3, batches: 3, messages: 3 },
    ...{ framesIn: 1, framesOut: 4, sockets: 1, people: 1, waiting: 0 },
  });
  for (const stage of ['queued', 'facts', 'decide', 'flush', 'announce']) {
    expect(grown(`parley_send_stage_seconds_count{stage="${stage}"}`), stage).toBe(3);
  }
  expect(valueOf(after, 'parley_send_stage_seconds_sum{stage="flush"}')).toBeGreaterThan(0);
  for (const name of ['nodejs_eventloop_lag_p99_seconds', 'process_resident_memory_bytes', 'parley_database_pool']) {
    expect(after).toContain(`\n${name}`);
  }
  socket.close();
});

test('OPS-3b each metric of ours is explained to operators, and none that there is not', async () => {
  const page = await readFile(new URL('../../../../docs/howto/operate.md', import.meta.url), 'utf8');
  const explained = new Set([...page.matchAll(/`(parley_\w+)(?:\{[\w,]+\})?`/g)].map(([, name]) => name));
  const served = new Set([...(await scrape()).matchAll(/^# TYPE (parley_\w+)/gm)].map(([, name]) => name));
  expect([...explained].sort()).toEqual([...served].sort());
});

test('OPS-4b a fault is one line with method, code and time, and its id is in the answer', async () => {
  await queryDatabase(world.address, 'alter table drafts rename to drafts_kept');
  const { status, refusal } = await world.request('conversations.saveDraft', {
    body: { userId: bo.id, text: 'half a sentence' },
    headers: { authorization: `Bearer ${ana.token}` },
  });
  await queryDatabase(world.address, 'alter table drafts_kept rename to drafts');
  expect([status, refusal?.code]).toEqual([500, 'server_error']);
  const line = lines.map((text) => JSON.parse(text)).find(({ faultId }) => faultId === refusal?.faultId);
  expect(line).toMatchObject({
    ...{ level: 50, method: 'conversations.saveDraft', code: 'server_error', sqlState: '42P01', msg: 'fault' },
    ...{ durationMs: expect.any(Number), stack: expect.arrayContaining([expect.stringMatching(/drafts-store/)]) },
  });
});

test('OPS-4b the sends of a batch that failed name the fault that they share', async () => {
  await queryDatabase(world.address, 'alter table messages rename to messages_kept');
  const content = { kind: 'text' as const, text: 'lost?' };
  const refusal = await ana.refused('messages.send', { recipientId: bo.id, clientMessageId: 'shared', content });
  await queryDatabase(world.address, 'alter table messages_kept rename to messages');
  expect(refusal.code).toBe('server_error');
  expect(lines.some((text) => JSON.parse(text).faultId === refusal.faultId)).toBe(true);
});

test('OPS-4c of the same fault over and over a few lines tell, and the others are counted', () => {
  const written: string[] = [];
  const log = createLog('error', { write: (line) => void written.push(line) });
  const ids = Array.from({ length: 1_000 }, () => log.fault({ error: new TypeError('same'), method: 'inbox.list' }));
  log.fault({ error: new RangeError('other'), method: 'inbox.list' });
  expect(written.length).toBe(6);
  const known = new Set(written.map((line) => JSON.parse(line).faultId));
  expect(ids.every((id) => known.has(id))).toBe(true);
});

test('OPS-4d no line is written for a call that went well, unless asked for', async () => {
  const before = lines.length;
  await ana.call('accounts.me', {});
  expect(lines.length).toBe(before);
});

test('OPS-5a a call is a span, and its batch one with a stage each that points back to it', async () => {
  await say(ana, bo, 'traced');
  await ana.refused('messages.send', {
    recipientId: ana.id,
    clientMessageId: 'y',
    content: { kind: 'text', text: 'y' },
  });
  await expect.poll(() => traces.spans().some(({ name }) => name === 'messages.send')).toBe(true);
  const spans = traces.spans();
  const batches = spans.filter(({ name }) => name === 'send batch');
  const linked = batches.find(({ links }) => links?.length === 1);
  const call = spans.find(({ spanId }) => spanId === linked?.links?.[0]?.spanId);
  expect(call?.name).toBe('messages.send');
  const stages = spans.filter(({ parentSpanId }) => parentSpanId === linked?.spanId);
  expect(stages.map(({ name }) => name)).toEqual(['queued', 'facts', 'decide', 'flush', 'announce']);
  const times = stages.flatMap((one) => [BigInt(one.startTimeUnixNano), BigInt(one.endTimeUnixNano)]);
  expect(times.every((time, index) => time >= (times[index - 1] ?? 0n))).toBe(true);
  const refused = spans.find(({ attributes }) =>
    attributes.some(({ value }) => value.stringValue === 'recipient_is_self'),
  );
  expect([refused?.name, refused?.status?.code ?? 0]).toEqual(['messages.send', 0]);
});

test('OPS-3a an address for metrics that is taken ends the start with a sentence that names it', async () => {
  const metrics = { host: '127.0.0.1', port: world.server.metricsPort ?? 0 };
  const database = await freshDatabase();
  const starting = startServer({ address: database.address, port: 0, metrics });
  const error = await starting.then(undefined, (reason: Error & { code?: string }) => reason);
  expect(error).toMatchObject({
    message: expect.stringContaining(`Metrics cannot be served at 127.0.0.1:${metrics.port}`),
  });
  expect(error).not.toHaveProperty('code');
  await database.drop();
});

test.each([
  ['127.0.0.1:9464', { host: '127.0.0.1', port: 9464 }],
  ['9464', { host: '127.0.0.1', port: 9464 }],
  ['[::1]:9464', { host: '::1', port: 9464 }],
  ['0.0.0.0:80', { host: '0.0.0.0', port: 80 }],
])('OPS-3a %s is an address for metrics', (text, address) => {
  expect(parseMetricsAddress(text)).toEqual(address);
});

test.each(['', 'here', '127.0.0.1:', '127.0.0.1:99999', 'http://127.0.0.1:9464'])(
  'OPS-3a "%s" is no address for metrics, and the sentence says what one looks like',
  (text) => {
    expect(() => parseMetricsAddress(text)).toThrow('PARLEY_METRICS_ADDR must look like 127.0.0.1:9464');
  },
);

test('OPS-5b traces go where the environment says, by the names that OpenTelemetry gave', () => {
  expect(tracingFrom({})).toBeUndefined();
  expect(tracingFrom({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a:4318/' })).toEqual({
    url: 'http://a:4318/v1/traces',
    ratio: 1,
  });
  const exact = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://a/traces', OTEL_TRACES_SAMPLER_ARG: '0.1' };
  expect(tracingFrom(exact)).toEqual({ url: 'https://a/traces', ratio: 0.1 });
  expect(() => tracingFrom({ OTEL_EXPORTER_OTLP_ENDPOINT: 'a:4318' })).toThrow('OTEL_EXPORTER_OTLP_ENDPOINT must be');
});
