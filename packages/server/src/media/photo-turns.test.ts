import type { UserId } from '@parley/contract';
import { expect, test } from 'vitest';
import { PhotoTurns, TooManyPhotos } from './photo-turns.ts';

const [ana, bo] = ['1', '2'] as UserId[] as [UserId, UserId];

test('OPS-7g of more photos than may wait those beyond are refused, of one person sooner than of all; and all others are drawn', async () => {
  const turns = new PhotoTurns(30);
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const drawn: UserId[] = [];
  const draw = (ownerId: UserId): Promise<void> =>
    turns.take(ownerId, async () => {
      await held;
      drawn.push(ownerId);
    });
  // One is in hand, the others wait.
  const under = [draw(bo), ...Array.from({ length: 20 }, () => draw(ana))];
  await expect(draw(ana)).rejects.toBeInstanceOf(TooManyPhotos);
  under.push(...Array.from({ length: 10 }, () => draw(bo)));
  await expect(draw(bo)).rejects.toBeInstanceOf(TooManyPhotos);
  expect(turns.length).toBe(30);
  release();
  await Promise.all(under);
  expect([drawn.length, turns.length]).toEqual([31, 0]);
  await draw(ana);
});
