import { atLeast, atMost, type Bench, type BenchResult } from './bench.ts';
import { connectCrowd, highestRate, type Rate } from './delivery/crowd-rates.ts';
import { echoFloor, measureEcho, measureRows, rowFloor } from './delivery/floors.ts';
import { findOutsidePrograms, openScene } from './delivery/scene.ts';

type Measured = { rows: number; best: Rate; quiet: Rate; bytesEach: number };

const quietRate = 1_200;

export const sendBench: Bench = {
  about: 'messages between friends, from the write of who sends to the read of who receives',
  run: async () => {
    const notMeasured: string[] = [];
    const thousand = await measure(1_000);
    const outside = await findOutsidePrograms();
    const beside = outside === undefined ? undefined : await measure(1_000, outside);
    if (!beside) notMeasured.push('beside an outside server: this machine has none');
    const fiveThousand = await measure(5_000);
    const floors = {
      [rowFloor]: thousand.rows,
      [`${rowFloor}, beside 5,000 people`]: fiveThousand.rows,
      [echoFloor]: await measureEcho(1_000),
    };
    const ratio = (one: Measured) => one.best.perSecond / one.rows;
    const results: BenchResult[] = [
      highest('send, N = 1,000, highest rate with p99 under 100 ms', thousand, 0.3),
      highest('send, N = 5,000', fiveThousand, 0.2),
      atMost({ name: 'send at 1,200/s, p50', value: thousand.quiet.p50Ms, unit: 'ms' }, 0.8),
      atMost({ name: 'send at 1,200/s, p99', value: thousand.quiet.p99Ms, unit: 'ms' }, 4),
      ...cpu('at the highest rate', thousand.best, notMeasured),
      ...cpu('at 1,200/s', thousand.quiet, notMeasured),
      atMost({ name: 'disk per 100-byte message, all but search', value: thousand.bytesEach, unit: 'bytes' }, 420),
    ];
    if (beside) {
      const figure = { name: 'embedded default', value: thousand.best.perSecond, unit: 'messages/s' };
      results.push(atLeast({ ...figure, floor: 'the outside server', ratio: ratio(thousand) / ratio(beside) }, 0.9));
    }
    return { floors, results, notMeasured };
  },
};

const highest = (name: string, one: Measured, goal: number): BenchResult =>
  atLeast(
    { name, value: one.best.perSecond, unit: 'messages/s', floor: rowFloor, ratio: one.best.perSecond / one.rows },
    goal,
  );

function cpu(when: string, rate: Rate, notMeasured: string[]): BenchResult[] {
  const { serverCpuSeconds: value, clientCpuSeconds } = rate;
  if (value === undefined) {
    notMeasured.push(`processor time ${when}: this machine does not tell it`);
    return [];
  }
  const unit = `s per 1,000 messages (clients: ${clientCpuSeconds.toFixed(3)} s)`;
  return [atMost({ name: `CPU of server and database together ${when}`, value, unit }, 0.12)];
}

async function measure(people: number, programs?: string): Promise<Measured> {
  const scene = await openScene({ people, programs });
  try {
    const rows = await measureRows(scene);
    const crowd = await connectCrowd(scene);
    const quiet = await crowd.write(quietRate);
    const before = await scene.storedBytes();
    const counted = await crowd.write(quietRate * 2);
    const sent = counted.asked * 8;
    const bytesEach = ((await scene.storedBytes()) - before) / sent;
    const best = await highestRate(crowd);
    await crowd.stop();
    if (!best) throw new Error('not even the lowest rate was kept up');
    return { rows, best, quiet, bytesEach };
  } finally {
    await scene.close();
  }
}
