// What a gate says of what it found. What the attacks find is tested beside the server; here one runs through, at the smallest size.
import { expect, test } from 'vitest';
import { skippedFor, verdict } from './gate.ts';
import { gates } from './gates.ts';
import { tallyOf } from './gates-command.ts';

const figure = { name: 'difference at p95', unit: 'ms', n: 20 };

test('a gate holds while no figure is over its bound and there is no problem', () => {
  expect(verdict('S05', { figures: [{ ...figure, value: 5, max: 5 }], problems: [] })).toMatchObject({
    gate: 'S05',
    ok: true,
  });
  expect(verdict('S05', { figures: [{ ...figure, value: 5.1, max: 5 }], problems: [] }).ok).toBe(false);
  expect(verdict('S05', { figures: [{ ...figure, value: 50 }], problems: [] }).ok).toBe(true);
  expect(verdict('S05', { figures: [], problems: ['somebody was shown'] }).ok).toBe(false);
});

test('a figure that is no number does not hold, and what was skipped is counted apart', () => {
  const failing = verdict('R23', { figures: [{ ...figure, value: Number.NaN, max: 1 }], problems: [] });
  const holding = verdict('S17', { figures: [], problems: [] });
  expect(tallyOf([holding, failing, skippedFor('S18', 'no nats-server')])).toBe('gates: 1 hold, 1 fail R23, 1 skipped');
});

test('S09 a gate runs on a database of its own, and tells what it counted', async () => {
  const { figures, problems } = (await gates.S09?.run(1)) ?? { figures: [], problems: ['there is no such gate'] };
  expect(problems).toEqual([]);
  expect(figures).toEqual([expect.objectContaining({ value: 0, max: 0, n: 20 })]);
});
