import { toDatabaseAddress } from '@parley/store';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Privacy } from './make-people.ts';
import { parseGraph, parseTrace, readTextFile, readTexts } from './read-data.ts';

type Options = {
  graph: string;
  trace: string;
  texts?: string;
  privacy: Privacy;
  speed: number;
  seed: number;
  database?: string;
  json: boolean;
};

export const replayCommand = (): Command =>
  new Command('replay')
    .description(
      'Plays a real trace of messages among the people of a real graph, and checks that each arrived where the rules say or was ' +
        'refused as they say. Exits 1 when anything differs, when the numbers do not add up, or when nothing was delivered.',
    )
    .requiredOption('--graph <file>', 'who follows whom: `from to` a line, plain or gzip')
    .requiredOption('--trace <file>', 'who writes to whom and when: `sender recipient seconds` a line, plain or gzip')
    .option('--texts <file>', 'what they write: a file of chat lines, or a folder of *.raw.txt')
    .addOption(
      new Option(
        '--privacy <setting>',
        'from whom people hear; friends: others may not send requests; mix: a third of them each everyone, friends and requests, friends',
      )
        .choices(['everyone', 'friends', 'mix'])
        .default('everyone'),
    )
    .addOption(
      new Option('--speed <times>', 'how many times faster than the trace itself, or max')
        .argParser(toSpeed)
        .default(Number.POSITIVE_INFINITY, 'max'),
    )
    .option('--seed <number>', 'what is left to chance comes from here', toSeed, 1)
    .option('--database <url>', 'an empty database to use (default: a fresh one that is removed afterwards)')
    .option('--json', 'print the report also as one line of JSON, the last', false)
    .action(run);

async function run(options: Options): Promise<void> {
  // Loaded only here: what it needs of the test kit takes a second to load, and other commands do not need it.
  const [{ replay }, { toReport, toTable }] = await Promise.all([import('./replay.ts'), import('./report.ts')]);
  const [graph, trace, texts] = await Promise.all([
    readTextFile(options.graph).then(parseGraph),
    readTextFile(options.trace).then(parseTrace),
    options.texts === undefined ? [] : readTexts(options.texts),
  ]);
  if (trace.length === 0) throw new Error('There is no message in this trace.');
  const { privacy, speed, seed } = options;
  const database = options.database === undefined ? undefined : toDatabaseAddress(options.database);
  const onProgress = (sentence: string): void => console.error(sentence);
  const replayOptions = { graph, trace, texts, privacy, speed, seed, database, onProgress };
  const outcome = await replay(replayOptions);
  const report = toReport(outcome, replayOptions);
  console.log(toTable(report, outcome.verdict.problems));
  if (options.json) console.log(JSON.stringify(report));
  if (!report.ok) process.exitCode = 1;
}

function toSpeed(text: string): number {
  const speed = text === 'max' ? Number.POSITIVE_INFINITY : Number(text);
  if (!(speed > 0)) throw new InvalidArgumentError('It is a number above 0, or max.');
  return speed;
}

function toSeed(text: string): number {
  const seed = Number(text);
  if (!Number.isSafeInteger(seed)) throw new InvalidArgumentError('It is a whole number.');
  return seed;
}
