// The web app on a slow phone: built, served by a real server, in a real Chromium.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { say, type World } from '@parley/testkit';
import { findBrowser } from '@parley/testkit/browser';
import { fillConversation, fillInbox } from '@parley/testkit/volume';
import { chromium } from 'playwright-core';
import { onStage } from '../gates/index.ts';
import type { Bench, BenchOutcome } from './bench.ts';
import { runLighthouse } from './web/lighthouse.ts';
import { measurePages } from './web/pages.ts';

const webDir = fileURLToPath(new URL('../../../web/dist', import.meta.url));
const conversationCount = 10_000;
const messageCount = 100_000;

export const webBench: Bench = {
  about: `the app with ${conversationCount} conversations and a history of ${messageCount} messages`,
  run: async () => {
    const executablePath = findBrowser({ hasWindows: true });
    if (executablePath === undefined)
      throw new Error('There is no Chromium: install one, or name it by PARLEY_CHROMIUM.');
    if (!existsSync(webDir)) throw new Error('The web app is not built: run it by `npm run bench -- web`.');
    return onStage({ webDir }, (world) => measure(world, executablePath));
  },
};

async function measure(world: World, executablePath: string): Promise<BenchOutcome> {
  const { token, conversationId } = await populate(world);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const outcome: BenchOutcome = { floors: {}, results: [], notMeasured: [] };
  try {
    outcome.results.push(
      ...(await measurePages(browser, {
        url: world.url,
        token,
        conversationId,
        conversationCount: conversationCount + 1,
      })),
    );
  } finally {
    await browser.close();
  }
  const lighthouse = await runLighthouse({ url: world.url, token, executablePath });
  if (typeof lighthouse === 'string') outcome.notMeasured.push(lighthouse);
  else outcome.results.push(...lighthouse);
  return outcome;
}

async function populate(world: World): Promise<{ token: string; conversationId: string }> {
  const [reader, friend] = [await world.person('reader'), await world.person('friend', { displayName: 'Friend' })];
  await reader.call('settings.update', { messagesFrom: 'friends' });
  await fillInbox(world.address, { userId: reader.id, conversationCount, nowMs: world.clock.now() - 60_000 });
  await world.befriend(reader, friend);
  await say(reader, friend, 'Hello');
  const { conversationId } = await say(friend, reader, 'Hello');
  await fillConversation(world.address, {
    conversationId,
    between: [reader.id, friend.id],
    messages: messageCount - 2,
    endMs: world.clock.now(),
  });
  return { token: reader.token, conversationId };
}
