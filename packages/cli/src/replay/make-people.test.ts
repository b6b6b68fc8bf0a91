import { expect, test } from 'vitest';
import { messagesFromOf } from './make-people.ts';

test('a mix gives each setting to about a third of the people, and the same to the same person whoever else is there', () => {
  const names = Array.from({ length: 3_000 }, (_, index) => `${index}`);
  const counts = Map.groupBy(names, (name) => messagesFromOf(name, 'mix', 1));
  for (const setting of ['everyone', 'friends', 'no_one'] as const) {
    expect(Math.abs((counts.get(setting)?.length ?? 0) - 1_000)).toBeLessThan(100);
  }
  expect(messagesFromOf('7', 'mix', 1)).toBe(messagesFromOf('7', 'mix', 1));
  expect(names.map((name) => messagesFromOf(name, 'mix', 2))).not.toEqual(
    names.map((name) => messagesFromOf(name, 'mix', 1)),
  );
});

test('otherwise everybody has the setting that was asked for', () => {
  expect(messagesFromOf('7', 'friends', 1)).toBe('friends');
});
