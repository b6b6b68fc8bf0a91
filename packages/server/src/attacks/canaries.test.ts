// S29: whatever people write, and whatever opens their accounts, is in no log, no metric, no trace, and in nothing that tells of a fault.
import { randomUUID } from 'node:crypto';
import { directConversationId, type MethodId } from '@parley/contract';
import {
  openRawSocket,
  type Person,
  startTraceReceiver,
  startWorld,
  type TraceReceiver,
  type World,
} from '@parley/testkit';
import { queryDatabase } from '@parley/testkit/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '../secrets.ts';

/** In everything that is written here, in small letters, so that it is found in a folded handle too. */
const canary = 'zqcanary';
const password = `${canary} password`;
const secrets: string[] = [canary, Buffer.from(canary).toString('base64').slice(0, 10)];

let world: World;
let ana: Person;
let bo: Person;
let traces: TraceReceiver;
const lines: string[] = [];
/** Answers that tell of a fault. */
const faulty: string[] = [];
const codes = new Set<string>();

beforeAll(async () => {
  traces = await startTraceReceiver();
  world = await startWorld({
    logLevel: 'debug',
    logTo: { write: (line) => void lines.push(line) },
    metrics: { host: '127.0.0.1', port: 0 },
    tracing: { url: traces.url },
  });
  ana = await world.person(`${canary}.ana`, {
    displayName: `${canary} Ana`,
    passwordHash: await hashPassword(password),
  });
  bo = await world.person(`${canary}.bo`, { displayName: `${canary} Bo` });
  await world.befriend(ana, bo);
  secrets.push(ana.token, bo.token);
});
afterAll(() => traces.close());

async function ask(path: string, init: RequestInit = {}): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${ana.token}`, 'user-agent': canary };
  const response = await fetch(`${world.url}${path}`, {
    method: 'POST',
    ...init,
    headers: { ...headers, ...init.headers },
  });
  const body = await response.text();
  const { refusal } = (body.startsWith('{') ? JSON.parse(body) : {}) as { refusal?: { code: string } };
  codes.add(refusal?.code ?? 'ok');
  if (response.status >= 500) faulty.push(`${body} ${JSON.stringify([...response.headers])}`);
}
const call = (method: MethodId, input: object): Promise<void> => ask(`/v1/${method}`, { body: JSON.stringify(input) });

/** All that takes words, a secret or a search, and what is wrong with it besides. */
async function writeEverywhere(): Promise<void> {
  const conversationId = directConversationId(ana.id, bo.id);
  const content = { kind: 'text', text: `${canary} https://${canary}.example @${canary}.bo` };
  const message = (): object => ({ clientMessageId: `${canary}${randomUUID()}`, recipientId: bo.id, content });
  await call('messages.send', message());
  await call('messages.send', { ...message(), content: { kind: canary } });
  await call('messages.edit', { conversationId, seq: 1, content: { kind: 'text', text: `${canary} edited` } });
  await call('messages.list', { conversationId });
  await call('conversations.saveDraft', { conversationId, text: `${canary} draft` });
  await call('search.messages', { query: canary });
  await call('people.search', { query: canary });
  await call('people.profile', { handle: `${canary}.bo` });
  await call('filterWords.add', { word: canary });
  await call('accounts.updateProfile', { displayName: `${canary} Ana`, bio: canary });
  await call('accounts.signIn', { handle: `${canary}.ana`, password, device: canary });
  await call('accounts.changePassword', { password, newPassword: `${password} new` });
  await call('accounts.recover', { handle: `${canary}.ana`, recoveryCode: canary, newPassword: password });
  await call('accounts.signUp', { handle: `${canary}.new`, displayName: canary, birthDate: '1990-01-01', password });
  await call('reports.create', { conversationId, seq: 1, category: 'spam', words: canary });
  await call('messages.send', { [canary]: canary });
  await ask(`/v1/${canary}.method`, { body: '{}' });
  await ask(`/v1/messages.send?${canary}=${canary}`, { body: `{"${canary}": ${canary}` });
  await ask(`/${canary}/%ff`, { body: canary });
  await ask(`/v1/media?kind=file&name=${canary}.txt`, {
    body: canary,
    headers: { 'content-type': 'application/octet-stream' },
  });
  await ask(`/v1/media/${canary}/original`, { method: 'GET' });
  await ask('/v1/accounts.me', { body: '{}', headers: { authorization: `Bearer ${canary}` } });
}

async function sayOnSockets(): Promise<void> {
  const socket = await openRawSocket(world.url, ana.token);
  await socket.call(canary, { [canary]: canary });
  await socket.call('messages.send', {
    recipientId: bo.id,
    clientMessageId: canary,
    content: { kind: 'text', text: canary },
  });
  socket.sendText(`${canary}{`);
  await socket.closed;
  const stranger = await openRawSocket(world.url);
  stranger.send({ type: 'hello', protocol: 1, token: canary });
  await stranger.closed;
}

/** Every write ends in an error whose message is the whole row, as a bug of ours or of an extension might make one. */
async function breakWrites(): Promise<void> {
  await queryDatabase(
    world.address,
    `create function spill() returns trigger language plpgsql as $$ begin raise exception 'spilled %', new; end $$;
     do $$ declare name text; begin
       for name in select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%' loop
         execute format('create trigger spill before insert or update on %I for each row execute function spill()', name);
       end loop; end $$`,
  );
}

/** The same for reads: what is asked for is in the way of being answered. */
const breakReads = () =>
  queryDatabase(
    world.address,
    `create function spilling(text) returns bigint language plpgsql as $$ begin return ('${canary}' || $1)::bigint; end $$;
     alter table profiles rename to profiles_kept;
     create view profiles as select * from profiles_kept where spilling(display_name) > 0`,
  );

const cutOff = async (): Promise<void> => {
  const { database } = world.address;
  const elsewhere = { ...world.address, database: 'postgres' };
  await queryDatabase(elsewhere, `alter database ${database} with allow_connections false`);
  await queryDatabase(
    elsewhere,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database}'`,
  );
};

test('OPS-4a S29 whatever is written, and whatever then fails, no log, metric, trace or fault holds any of it', async () => {
  await writeEverywhere();
  await sayOnSockets();
  await breakWrites();
  await writeEverywhere();
  await sayOnSockets();
  await breakReads();
  await writeEverywhere();
  await cutOff();
  await writeEverywhere();
  const metrics = await (await fetch(`http://127.0.0.1:${world.server.metricsPort}/metrics`)).text();
  await world.close();

  // All of it happened: otherwise there would be nothing to find.
  expect([...codes]).toEqual(expect.arrayContaining(['ok', 'invalid_input', 'server_error', 'unavailable']));
  expect(lines.some((line) => line.includes('"outcome":"ok"'))).toBe(true);
  expect(lines.some((line) => line.includes('"sqlState":"P0001"'))).toBe(true);
  expect(metrics).toContain('parley_calls_total{method="messages.send",outcome="fault"}');
  expect(traces.spans().map(({ name }) => name)).toEqual(expect.arrayContaining(['messages.send', 'flush']));
  expect(faulty.length).toBeGreaterThan(20);
  const told = { lines, faulty, metrics: metrics.split('\n'), traces: traces.bodies };
  for (const [where, texts] of Object.entries(told)) {
    const found = texts.filter((text) => secrets.some((secret) => text.toLowerCase().includes(secret.toLowerCase())));
    expect(found, where).toEqual([]);
  }
});
