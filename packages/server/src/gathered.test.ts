import { expect, test } from 'vitest';
import { gathered, inTurns } from './gathered.ts';

test('OPS-7h what is asked while an answer is under way is the next question, and each gets their own answer', async () => {
  const asked: number[][] = [];
  const answers = Promise.withResolvers<void>();
  const double = gathered(async (keys: readonly number[]) => {
    asked.push([...keys]);
    await answers.promise;
    return keys.map((key) => key * 2);
  }, 3);
  const first = [double(1), double(2)];
  await Promise.resolve();
  await Promise.resolve();
  const later = [3, 4, 5, 6].map((key) => double(key));
  answers.resolve();
  expect(await Promise.all([...first, ...later])).toEqual([2, 4, 6, 8, 10, 12]);
  expect(asked).toEqual([[1, 2], [3, 4, 5], [6]]);
});

test('a question that fails fails for those who asked it, and the next one is asked', async () => {
  let count = 0;
  const read = gathered((keys: readonly number[]) => {
    count += 1;
    return count === 1 ? Promise.reject(new Error('away')) : Promise.resolve(keys);
  });
  const told = await Promise.allSettled([read(1), read(2)]);
  expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await read(3)).toBe(3);
});

test('OPS-7h no more than so many are done at once, in the order in which they were asked for, and a failure makes room', async () => {
  const turn = inTurns(2);
  const doors = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
  const begun: number[] = [];
  const done = doors.map((door, at) =>
    turn(async () => {
      begun.push(at);
      await door.promise;
      return at;
    }),
  );
  const settled = Promise.allSettled(done);
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  doors[1]?.reject(new Error('it failed'));
  await expect(done[1]).rejects.toThrow('it failed');
  for (const door of doors) door.resolve();
  expect((await settled).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  expect(begun).toEqual([0, 1, 2, 3, 4]);
});
