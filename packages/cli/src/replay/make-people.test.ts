import { expect, test } from 'vitest';
import { settingOf } from './make-people.ts';

test('a mix gives each setting to about a third of the people, and the same to the same person whoever else is there', () => {
  const names = Array.from({ length: 3_000 }, (_, index) => `${index}`);
  const counts = Map.groupBy(names, (name) => JSON.stringify(settingOf(name, 'mix', 1)));
  expect(counts.size).toBe(3);
  for (const { length } of counts.values()) expect(Math.abs(length - 1_000)).toBeLessThan(100);
  expect(settingOf('7', 'mix', 1)).toEqual(settingOf('7', 'mix', 1));
  expect(names.map((name) => settingOf(name, 'mix', 2))).not.toEqual(names.map((name) => settingOf(name, 'mix', 1)));
});

test('otherwise everybody has the setting that was asked for, and nobody takes requests', () => {
  expect(settingOf('7', 'friends', 1)).toEqual({ messagesFrom: 'friends', othersMayRequest: false });
});
