import { Command } from 'commander';
import { type BenchResult, machine } from './bench.ts';

export const benchCommand = (): Command =>
  new Command('bench')
    .description('Measures how fast it is, on a throw-away database, with the figures to reach.')
    .argument('<names...>', 'which benches: inbox history send fanout idle resume storm web')
    .option('--json', 'print each report also as one line of JSON, the last lines', false)
    .action(run);

async function run(names: string[], { json }: { json: boolean }): Promise<void> {
  // Loaded only here: other commands do not need what it needs of the test kit.
  const { benches } = await import('./benches.ts');
  const unknown = names.filter((name) => !Object.hasOwn(benches, name));
  if (unknown.length > 0)
    throw new Error(`There is no bench ${unknown.join(', ')}: there are ${Object.keys(benches).join(', ')}.`);
  const lines: string[] = [];
  for (const name of names) {
    const bench = benches[name];
    if (!bench) continue;
    console.log(`${name}: ${bench.about} (${machine()})`);
    const { floors, results, notMeasured } = await bench.run();
    for (const [floor, value] of Object.entries(floors)) console.log(`  floor: ${floor}: ${rounded(value)}`);
    for (const result of results) console.log(`  ${toText(result)}`);
    for (const one of notMeasured) console.log(`  not measured: ${one}`);
    lines.push(JSON.stringify({ bench: name, machine: machine(), floors, results, notMeasured }));
    if (results.some(({ reached }) => !reached)) process.exitCode = 1;
  }
  if (json) for (const line of lines) console.log(line);
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

function toText({ name, value, unit, floor, ratio, goal, reached }: BenchResult): string {
  const beside = floor === undefined || ratio === undefined ? '' : `, ${rounded(ratio)} × ${floor}`;
  return `${name}: ${rounded(value)} ${unit}${beside} (goal ${goal}: ${reached ? 'reached' : 'NOT REACHED'})`;
}
