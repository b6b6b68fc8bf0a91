// Two people who fall out and make up again, over and over.
import { setTimeout as delay } from 'node:timers/promises';
import type { Note } from './notes.ts';
import { conversationOf, type NotingDevice } from './noting-device.ts';

type Quarrel = { random: () => number; note(note: Note): void; starts: number; isOver(): boolean };

/**
 * Longer than any node stands still. A request whose answer never came may be carried out when that node goes on: one to unblock, in
 * the middle of the next block, which would then be lifted rightly.
 */
const unclearMs = 15_000;

/** Begins with making up: a process that was killed may have left a block. */
export async function quarrel(device: NotingDevice, friend: string, how: Quarrel): Promise<void> {
  const { random, note, starts, isOver } = how;
  const who = { by: device.userId, whom: friend, conversation: conversationOf(device.userId, friend) };
  let isUnclear = starts > 0;
  while (!isOver()) {
    note({ kind: 'unblocking', ...who, atMs: Date.now() });
    isUnclear = (await askUntilDone(device, 'blocks.unblock', friend)) || isUnclear;
    device.follow(friend);
    if (isUnclear) await delay(unclearMs);
    isUnclear = false;
    await delay(2_000 + random() * 8_000);
    if (isOver()) return;
    await askUntilDone(device, 'blocks.block', friend);
    note({ kind: 'blocked', ...who, atMs: Date.now() });
    await delay(1_000 + random() * 6_000);
  }
}

/** Answers whether there was a try of which nobody knows what became. */
async function askUntilDone(device: NotingDevice, method: 'blocks.block' | 'blocks.unblock', friend: string) {
  for (let tries = 0; ; tries += 1) {
    if (await device.ask(method, friend)) return tries > 0;
    await delay(500);
  }
}
