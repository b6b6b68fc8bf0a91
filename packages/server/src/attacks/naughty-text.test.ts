// Strings that have broken programs, in every field that takes free text: kept as typed, or refused by the name of the field.
// Fields that are hashed, at 100 ms each, get a sample here and more in the fuzzing of injection.test.ts.
import { type ConversationId, type MethodId, methods, type Refusal } from '@parley/contract';
import { type Person, type RawSocket, startWorld, type World } from '@parley/testkit';
import { exchange, naughtyStrings } from '@parley/testkit/attacks';
import { afterAll, beforeAll, expect, test } from 'vitest';

let world: World;
let alice: Person;
let bob: Person;
let socket: RawSocket;

beforeAll(async () => {
  world = await startWorld({ hasDemo: true });
  [alice, bob] = await Promise.all([world.person('alice'), world.person('bob')]);
  await world.person('demo', { isDemo: true });
  await world.befriend(alice, bob);
  socket = await alice.socket();
});
afterAll(() => world.close());

const long = ['x'.repeat(70_000), `a${'\u0301'.repeat(10_000)}`, '👩‍👩‍👧‍👦'.repeat(2_000)];
const texts = [...new Set(naughtyStrings()), '\u0000', 'a\u0000b', '\ud800', 'a\udc00b', '\u001b[31m', ...long];

type Answer = { output?: unknown; refusal?: Refusal };
type Field = {
  id: MethodId;
  name: string;
  input(text: string): object;
  /** The text as it was kept, read back. */
  kept?(output: unknown): unknown;
  /** For what every call overwrites. */
  isInTurn?: boolean;
  /** Refusals that are no complaint about the text. */
  may?: string;
};

/** The display name is looked at last and shows nothing: whatever is right before it, nobody is signed up. */
const inSignUp = (name: string): Field => ({
  id: 'accounts.signUp',
  name,
  input: (text) => ({
    handle: 'newcomer',
    displayName: '\u200b',
    birthDate: '1990-01-01',
    password: 'x'.repeat(8),
    [name]: text,
  }),
  may: 'handle_not_allowed',
});
const inMessage = (clientMessageId: string, text: string) => ({
  recipientId: bob.id,
  clientMessageId,
  content: { kind: 'text', text },
});

const inDevice: Field = {
  id: 'demo.signIn',
  name: 'device',
  input: (device) => ({ handle: 'demo', session: 'token', device }),
};

const fields: Field[] = [
  inSignUp('handle'),
  inSignUp('email'),
  inSignUp('device'),
  {
    id: 'accounts.updateProfile',
    name: 'displayName',
    input: (text) => ({ displayName: text }),
    kept: (output) => (output as { person: { displayName: string } }).person.displayName,
    isInTurn: true,
  },
  {
    id: 'accounts.updateProfile',
    name: 'bio',
    input: (text) => ({ bio: text }),
    kept: (output) => (output as { bio: string }).bio,
    isInTurn: true,
  },
  { id: 'demo.signIn', name: 'handle', input: (handle) => ({ handle, session: 'token' }), may: 'demo_only' },
  inDevice,
  { id: 'people.search', name: 'query', input: (query) => ({ query }) },
  { id: 'search.messages', name: 'query', input: (query) => ({ query }) },
  { id: 'search.messages', name: 'cursor', input: (cursor) => ({ query: 'a', cursor }) },
  { id: 'search.conversations', name: 'query', input: (query) => ({ query }) },
  { id: 'people.profile', name: 'handle', input: (handle) => ({ handle }), may: 'not_found' },
  { id: 'inbox.list', name: 'cursor', input: (cursor) => ({ cursor }) },
  {
    id: 'messages.send',
    name: 'content.text',
    input: (text) => inMessage(`text${texts.indexOf(text)}`, text),
    kept: async (output) => (await sentMessage(output))?.content.text,
  },
  {
    id: 'messages.send',
    name: 'clientMessageId',
    input: (text) => inMessage(text, 'hello'),
    kept: async (output) => (await sentMessage(output))?.clientMessageId,
  },
];

async function sentMessage(output: unknown) {
  const { conversationId, seq } = output as { conversationId: ConversationId; seq: number };
  return (await alice.call('messages.list', { conversationId, afterSeq: seq - 1, limit: 1 })).messages[0];
}

/** By the socket where the method is there, which is faster. */
async function call(id: MethodId, input: object): Promise<Answer> {
  if (methods.some((method) => method.id === id && !('httpOnly' in method))) return socket.call(id, input);
  const { status, text } = await exchange(world.server.port, id, { body: input });
  return status === 200 ? { output: JSON.parse(text) } : (JSON.parse(text) as Answer);
}

/** Whether the text was kept. */
async function tryText({ id, name, input, kept, may }: Field, text: string): Promise<boolean> {
  const { output, refusal } = await call(id, input(text));
  if (!refusal) {
    if (kept) expect(await kept(output)).toBe(text);
    return true;
  }
  if (refusal.code !== may) expect([text, refusal.code]).toEqual([text, 'invalid_input']);
  if (refusal.code !== may)
    expect([text, refusal.field]).toEqual([text, expect.stringMatching(`^(${name}|displayName)$`)]);
  return false;
}

test.each(fields)('S16 every naughty string as $name of $id is kept as typed or refused by name', async (field) => {
  const wasKept: boolean[] = [];
  const together = field.isInTurn ? 1 : 10;
  for (let start = 0; start < texts.length; start += together) {
    const some = texts.slice(start, start + together);
    wasKept.push(...(await Promise.all(some.map((text) => tryText(field, text)))));
  }
  if (field.kept) expect(wasKept.filter(Boolean).length).toBeGreaterThan(100);
  if (field === inDevice) await expectDevices(texts.filter((_, index) => wasKept[index]));
});

async function expectDevices(names: readonly string[]): Promise<void> {
  const { output } = await call('demo.signIn', { handle: 'demo', session: 'token', device: 'last' });
  const { token } = output as { token: string };
  const { text } = await exchange(world.server.port, 'accounts.listSessions', { token });
  const { sessions } = JSON.parse(text) as { sessions: { device: string }[] };
  expect(sessions.map(({ device }) => device)).toEqual(expect.arrayContaining([...names]));
}

test('S16 a password may be any text, and is that text again', async () => {
  const sample = ['ÅÍÎÏ˝ÓÔÒÚÆ☃', '1;DROP TABLE users', '\u202e\u202ewords\u202e', '表ポあA鷗ŒéＢ'];
  for (const [index, password] of sample.entries()) {
    const handle = `newcomer${index}`;
    const body = { handle, displayName: password.replaceAll('\u202e', ''), birthDate: '1990-01-01', password };
    const { text } = await exchange(world.server.port, 'accounts.signUp', { body });
    expect(JSON.parse(text)).toMatchObject({ account: { person: { handle, displayName: body.displayName } } });
    expect((await exchange(world.server.port, 'accounts.signIn', { body: { handle, password } })).status).toBe(200);
    const almost = { handle, password: `${password} ` };
    expect((await exchange(world.server.port, 'accounts.signIn', { body: almost })).status).toBe(401);
  }
});
