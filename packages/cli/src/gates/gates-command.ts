import { cpus } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import type { Figure, GateReport } from './gate.ts';

export const gatesCommand = (): Command =>
  new Command('gates')
    .description('Runs attacks at full size on a throw-away database, and measures what they find.')
    .argument('<ids...>', 'which gates: S04 S05 S07 S09 S10 S19 S22')
    .option('--size <number>', 'how much of each attack (default: its full size)', toSize)
    .option('--json', 'print each report also as one line of JSON, the last lines', false)
    .action(run);

async function run(ids: string[], { size, json }: { size?: number; json: boolean }): Promise<void> {
  // Loaded only here: other commands do not need what it needs of the test kit.
  const [{ gates }, { verdict }] = await Promise.all([import('./gates.ts'), import('./gate.ts')]);
  const unknown = ids.filter((id) => !(id in gates));
  if (unknown.length > 0)
    throw new Error(`There is no gate ${unknown.join(', ')}: there are ${Object.keys(gates).join(', ')}.`);
  const reports: GateReport[] = [];
  for (const id of ids) {
    const gate = gates[id];
    if (!gate) continue;
    const own = size ?? gate.size;
    console.log(`${id}: ${gate.about} (${own} ${gate.unit}; ${cpus().length} × ${cpus()[0]?.model ?? 'CPU'})`);
    const startedMs = performance.now();
    const report = verdict(id, await gate.run(own));
    report.figures.push({ name: 'time taken', value: (performance.now() - startedMs) / 1_000, unit: 's' });
    for (const figure of report.figures) console.log(`  ${toText(figure)}`);
    for (const problem of report.problems) console.log(`  ${problem}`);
    console.log(`  ${report.ok ? 'holds' : 'FAILS'}`);
    reports.push(report);
  }
  if (json) for (const report of reports) console.log(JSON.stringify(report));
  if (reports.some(({ ok }) => !ok)) process.exitCode = 1;
}

const toText = ({ name, value, unit, max, n }: Figure): string =>
  `${name}: ${Math.round(value * 1_000) / 1_000} ${unit}${max === undefined ? '' : ` (at most ${max})`}${n === undefined ? '' : ` of ${n}`}`;

function toSize(text: string): number {
  const size = Number(text);
  if (!Number.isSafeInteger(size) || size < 1) throw new InvalidArgumentError('It is a whole number of at least 1.');
  return size;
}
