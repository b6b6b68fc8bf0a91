// A node that looks for ended sessions, by a clock of its own that the test moves.
import type { SessionId } from '@parley/contract';
import { expect, test } from 'vitest';
import { createRevocationWatch } from './index.ts';

/** Each look that is answered has the next mark; what was ended is known from a mark on. */
function scene() {
  const asked: (string | undefined)[] = [];
  const ended: string[][] = [];
  const state = { nowMs: 0, sessionCount: 1 };
  const look = createRevocationWatch({
    store: {
      read: {
        sessions: {
          revokedSince: (mark: string | undefined) => {
            asked.push(mark);
            return Promise.resolve({ ids: [`of ${mark}` as SessionId], mark: `m${asked.length}` });
          },
        },
      },
    } as never,
    gateway: { sessionCount: () => state.sessionCount, endSessions: (ids) => void ended.push([...ids]) },
    monotonicNow: () => state.nowMs,
  });
  return { state, asked, ended, look };
}

test('NODE-3a looks overlap by the time that a socket may take to be greeted', async () => {
  const { state, asked, ended, look } = scene();
  for (const second of [0, 10, 20, 29, 30, 31, 41]) {
    state.nowMs = second * 1_000;
    await look();
  }
  expect(asked).toEqual([undefined, 'm1', 'm1', 'm1', 'm1', 'm1', 'm2']);
  expect(ended.at(-1)).toEqual(['of m2']);
});

test('NODE-3a a node that stood still goes on where it was', async () => {
  const { state, asked, look } = scene();
  for (const second of [0, 40, 80, 600, 601]) {
    state.nowMs = second * 1_000;
    await look();
  }
  expect(asked).toEqual([undefined, 'm1', 'm2', 'm3', 'm3']);
});

test('a node without sessions asks nothing', async () => {
  const { state, asked, look } = scene();
  state.sessionCount = 0;
  await look();
  expect(asked).toEqual([]);
});
