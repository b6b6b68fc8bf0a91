import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DraftDesk } from './draft-desk.ts';
import { isSettled } from './drafts.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

const draft = (text: string, atMs = 1_000_000) => ({ text, savedAt: new Date(atMs).toISOString() });

function desk(text = '') {
  const saved: string[] = [];
  const shown: string[] = [];
  let isKept = false;
  const made = new DraftDesk(
    {
      save: (value) => saved.push(value),
      keep: () => {
        isKept = true;
      },
      isKept: () => isKept,
      show: (value) => shown.push(value),
    },
    text,
    undefined,
  );
  return { made, saved, shown, settle: () => void (isKept = false) };
}

test('INB-4 what I type is saved after a pause, and at once when I leave', () => {
  const { made, saved } = desk();
  made.typed('one');
  vi.advanceTimersByTime(900);
  made.typed('one, two');
  vi.advanceTimersByTime(999);
  expect(saved).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(saved).toEqual(['one, two']);
  made.typed('  ');
  made.close();
  expect(saved).toEqual(['one, two', '']);
});

test('INB-4 what another device saved is shown, but never over what is being typed or not saved yet', () => {
  const { made, shown, settle } = desk('here');
  made.told(draft('there'));
  expect(shown).toEqual(['there']);
  made.typed('there, and');
  settle();
  made.told(draft('elsewhere'));
  expect(shown).toEqual(['there']);
  vi.advanceTimersByTime(2_500);
  expect(shown).toEqual(['there', 'elsewhere']);
  made.typed('mine');
  vi.advanceTimersByTime(10_000);
  made.told(draft('late'));
  expect(shown).toEqual(['there', 'elsewhere']);
});

test('INB-4 what was sent is not saved, and its late echo does not stand there again', () => {
  const { made, saved, shown, settle } = desk();
  made.typed('hello');
  made.sent();
  settle();
  made.told(draft('hello'));
  made.told(undefined);
  vi.advanceTimersByTime(10_000);
  expect([saved, shown]).toEqual([[], []]);
});

test('INB-4e the last one saved counts: the browser keeps its own until the server has it or a later one', () => {
  const kept = { text: 'mine', atMs: 5_000 };
  expect(isSettled(kept, undefined)).toBe(false);
  expect(isSettled(kept, draft('mine', 9_000))).toBe(true);
  expect(isSettled(kept, draft('other', 4_000))).toBe(false);
  expect(isSettled(kept, draft('other', 6_000))).toBe(true);
  expect(isSettled({ ...kept, before: draft('', 6_000).savedAt }, draft('other', 6_000))).toBe(false);
  expect(isSettled({ text: '', atMs: 5_000 }, undefined)).toBe(true);
});
