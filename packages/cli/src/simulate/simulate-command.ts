import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { migrate } from '@parley/store';
import type { Outcome, Report } from '@parley/testkit/simulation';
import { Command, InvalidArgumentError } from 'commander';
import { openReplayDatabase } from '../replay/index.ts';

type Options = {
  seeds?: number;
  start: number;
  first: boolean;
  selfTest: boolean;
  fault?: string;
  story?: string;
  json: boolean;
};

export const simulateCommand = (): Command =>
  new Command('simulate')
    .description(
      'Plays seeded stories on a throw-away database: the real server and SDK on a bad network, judged from outside.',
    )
    .option('--seeds <number>', 'how many (default: 25; of the self-test: at most 400 for each fault)', toCount)
    .option('--start <number>', 'the first seed', toCount, 1)
    .option('--story <file>', 'write down every step of the last seed that was played')
    .option('--first', 'stop at the first seed that fails', false)
    .option('--self-test', 'break copies of the source on purpose, and show that each is noticed', false)
    .option('--fault <name>', 'of the self-test only this one')
    .option('--json', 'print the report also as one line of JSON, the last line', false)
    .action((options: Options) => (options.selfTest ? selfTest(options) : play(options)));

async function play({ seeds = 25, start, first, story, json }: Options): Promise<void> {
  const { openStage, runSeeds } = await import('@parley/testkit/simulation');
  const database = await openReplayDatabase(undefined);
  try {
    await migrate(database.address);
    const stage = await openStage(database.address);
    let last: Outcome | undefined;
    const told = (outcome: Outcome): void => {
      tellFailure(outcome);
      last = outcome;
    };
    const report = await runSeeds(stage, { from: start, seeds, stopsAtFirst: first, told });
    await stage.close();
    if (story !== undefined && last) await writeFile(story, `${last.story().join('\n')}\n`);
    tell(report);
    if (json) console.log(JSON.stringify(report));
    if (report.failed.length > 0) process.exitCode = 1;
  } finally {
    await database.close();
  }
}

function tellFailure({ seed, findings, digest }: Outcome): void {
  if (findings.length === 0) return;
  console.log(`seed ${seed} FAILS (${digest.slice(0, 12)}):`);
  for (const { what, lastSteps } of findings.slice(0, findingsMax)) {
    console.log(`  ${what}`);
    for (const step of lastSteps) console.log(`    ${step}`);
  }
  if (findings.length > findingsMax) console.log(`  and ${findings.length - findingsMax} more`);
  console.log(`  again: npm run simulate -- --seeds 1 --start ${seed}`);
}

const findingsMax = 5;

function tell(report: Report): void {
  const { seeds, from, failed, exercised, notExercised, beyondReach, steps, secondsPerSeed } = report;
  console.log('exercised:');
  for (const [what, count] of Object.entries(exercised)) console.log(`  ${what}: ${count}`);
  console.log(`not exercised: ${notExercised.length === 0 ? 'nothing of what there is' : notExercised.join(', ')}`);
  console.log(`beyond its reach: ${beyondReach.join('; ')}`);
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}`;
  console.log(
    `seeds ${from} to ${from + seeds - 1}: ${seeds - failed.length} hold, ${failed.length} fail; ${steps} steps, ` +
      `${secondsPerSeed.toFixed(2)} s a seed (${machine})`,
  );
}

async function selfTest({ seeds = 400, start, fault, json }: Options): Promise<void> {
  const { breakages, runSelfTest } = await import('@parley/testkit/simulation');
  const meant = breakages.filter(({ name }) => fault === undefined || name === fault);
  if (meant.length === 0)
    throw new Error(`There is no fault "${fault}": there are ${breakages.map(({ name }) => name).join(', ')}.`);
  const all = [];
  for (const breakage of meant) {
    const caught = await runSelfTest(breakage, { from: start, seeds });
    const told =
      caught.seed === undefined
        ? `NOT NOTICED in ${caught.played} seeds`
        : `seed ${caught.seed}: ${caught.findings[0]}`;
    console.log(`${breakage.name}: ${told}`);
    all.push(caught);
  }
  const unseen = all.filter(({ seed }) => seed === undefined);
  console.log(`${all.length - unseen.length} of ${all.length} faults noticed`);
  if (json) console.log(JSON.stringify({ faults: all }));
  if (unseen.length > 0) process.exitCode = 1;
}

function toCount(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError('It is a whole number of at least 1.');
  return count;
}
