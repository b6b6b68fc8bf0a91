import { Command, InvalidArgumentError } from 'commander';
import { reportOf } from './report.ts';

type Options = { minutes: number; seed?: number; rate: number; json: boolean };

export const chaosCommand = (): Command =>
  new Command('chaos')
    .description(
      'Lets real processes fail under load: two nodes, PostgreSQL, NATS, clients; then judges what was kept, from a throw-away database.',
    )
    .option('--minutes <number>', 'how long things fail', toPositive, 5)
    .option(
      '--seed <number>',
      'chooses the faults and who writes to whom; when exactly it hits is never the same',
      toSeed,
    )
    .option('--rate <number>', 'messages a second', toPositive, 60)
    .option('--json', 'print the report also as one line of JSON, the last line', false)
    .action(run);

async function run({ minutes, seed = Math.floor(Math.random() * 2 ** 31), rate, json }: Options): Promise<void> {
  // Loaded only here: other commands do not need what it needs of the test kit.
  const { runChaos } = await import('./run-chaos.ts');
  console.log(
    `seed ${seed}, ${minutes} min. The seed chooses the faults; their moments are real, so it does not replay a run.`,
  );
  const told = await runChaos({ minutes, seed, rate, say: (line) => console.log(line) });
  const report = reportOf({ seed, minutes, ...told });
  for (const [kind, list] of Object.entries(told.findings)) {
    for (const one of list.slice(0, shownEach)) console.log(`${kind}: ${one}`);
    if (list.length > shownEach) console.log(`${kind}: and ${list.length - shownEach} more`);
  }
  console.log(
    `${report.sends} sent, ${report.acked} acknowledged, ${report.faultCount} faults: ${report.ok ? 'nothing found' : 'FAILS'}`,
  );
  if (told.keptFolder !== undefined)
    console.log(`What everybody noted, and what the nodes said, is in ${told.keptFolder}.`);
  if (json) console.log(JSON.stringify(report));
  if (!report.ok) process.exitCode = 1;
}

const shownEach = 10;

function toPositive(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('It is a number above 0.');
  return value;
}

function toSeed(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('It is a whole number of at least 0.');
  return value;
}
