import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MethodOutput } from '@parley/contract';
import { startWorld, type World } from '@parley/testkit';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createClient } from './client.ts';

const root = join(import.meta.dirname, '../../..');
const botFile = join(root, 'examples/smallest-bot/bot.ts');

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

test('the bot in the README is the one in examples', () => {
  const [, ...code] = readFileSync(botFile, 'utf8').split('\n');
  expect(readFileSync(join(root, 'packages/sdk/README.md'), 'utf8')).toContain(code.join('\n'));
});

test('the smallest bot answers each message once, also what came while it was away', async () => {
  const account = { handle: 'robot', displayName: 'Robot', birthDate: '1990-01-01', password: 'correct horse' };
  const { output } = await world.request('accounts.signUp', { body: { ...account, session: 'token' } });
  const robot = output as MethodOutput<'accounts.signUp'>;
  const alice = await world.person('alice');
  await alice.call('graph.follow', { userId: robot.account.person.id });
  const follow = { body: { userId: alice.id }, headers: { authorization: `Bearer ${robot.token}` } };
  await world.request('graph.follow', follow);

  const client = createClient({ url: world.url, token: alice.token });
  const handle = client.conversation({ userId: robot.account.person.id });
  handle.open();
  client.connect();
  onTestFinished(() => client.close());
  const textsWhen = (count: number) =>
    new Promise<string[]>((resolve) => {
      const stop = client.subscribe(() => {
        const { state } = handle;
        if (state.status !== 'ready' || state.messages.length < count) return;
        stop();
        resolve(state.messages.map(({ content }) => content.text));
      });
    });

  handle.send('anybody there?');
  await textsWhen(1);
  const env = {
    ...process.env,
    PARLEY_URL: world.url,
    PARLEY_HANDLE: account.handle,
    PARLEY_PASSWORD: account.password,
  };
  const bot = spawn(process.execPath, [botFile], { env, stdio: 'inherit' });
  onTestFinished(() => void bot.kill());
  expect(await textsWhen(2)).toEqual(['anybody there?', 'hello']);
  handle.send('good');
  expect(await textsWhen(4)).toEqual(['anybody there?', 'hello', 'good', 'hello']);
});
