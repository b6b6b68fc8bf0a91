import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { Machine, newAgent } from './machine.ts';
import { Trace } from './trace.ts';

test('whoever is woken early goes on with all that was put off, and with nothing before its time', async () => {
  const machine = new Machine(createRandom(1), new Trace());
  const node = newAgent('node');
  const happened: [string, number][] = [];
  for (const ms of [100, 500, 5_000]) {
    machine.after(ms, node, `${ms}`, () => happened.push([`${ms}`, machine.sinceStartMs]));
  }
  node.asleepUntilMs = machine.nowMs + 30_000;
  await machine.runFor(1_000);
  expect(happened).toEqual([]);
  machine.wake(node);
  await machine.runFor(10_000);
  expect(happened).toEqual([
    ['100', 1_000],
    ['500', 1_000],
    ['5000', 5_000],
  ]);
});
