import { cpus } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import type { Figure, Gate, GateReport } from './gate.ts';

type Options = { size?: number; quick: boolean; json: boolean };

export const gatesCommand = (): Command =>
  new Command('gates')
    .description('Runs attacks and faults at full size on a throw-away database, and measures what they find.')
    .argument('[ids...]', 'which gates: S03 S04 S05 S07 S09 S10 S16 S17 S18 S19 S22 R23 R24 R26')
    .option('--size <number>', 'how much of each attack (default: its full size)', toSize)
    .option('--quick', 'the size that every change must pass; without ids all that have one, some six minutes', false)
    .option('--json', 'print each report also as one line of JSON, the last lines', false)
    .action(run);

async function run(given: string[], { size, quick, json }: Options): Promise<void> {
  // Loaded only here: other commands do not need what it needs of the test kit.
  const [{ gates }, { findNats }] = await Promise.all([import('./gates.ts'), import('@parley/testkit/nats')]);
  const ids = given.length === 0 && quick ? Object.keys(gates).filter((id) => gates[id]?.quick) : given;
  const unknown = ids.filter((id) => !(id in gates));
  if (ids.length === 0 || unknown.length > 0)
    throw new Error(`There is no gate ${unknown.join(', ')}: there are ${Object.keys(gates).join(', ')}.`);
  const reports: GateReport[] = [];
  for (const id of ids) {
    const gate = gates[id];
    if (!gate) continue;
    const own = size ?? ((quick && gate.quick) || gate.size);
    console.log(`${id}: ${gate.about} (${own} ${gate.unit}; ${cpus().length} × ${cpus()[0]?.model ?? 'CPU'})`);
    const report = await runOne(id, { gate, size: own, hasNats: findNats() !== undefined });
    for (const line of linesOf(report)) console.log(`  ${line}`);
    reports.push(report);
  }
  console.log(tallyOf(reports));
  if (json) for (const report of reports) console.log(JSON.stringify(report));
  if (reports.some(({ ok }) => !ok)) process.exitCode = 1;
}

async function runOne(id: string, { gate, size, hasNats }: { gate: Gate; size: number; hasNats: boolean }) {
  const { skippedFor, verdict } = await import('./gate.ts');
  if (gate.needs === 'nats-server' && !hasNats) return skippedFor(id, 'no nats-server');
  const startedMs = performance.now();
  const report = verdict(id, await gate.run(size));
  report.figures.push({ name: 'time taken', value: (performance.now() - startedMs) / 1_000, unit: 's' });
  return report;
}

const linesOf = ({ ok, skipped, figures, problems, notExercised }: GateReport): string[] => [
  ...figures.map(toText),
  ...problems,
  ...notExercised.map((what) => `not exercised: ${what}`),
  skipped === undefined ? (ok ? 'holds' : 'FAILS') : `skipped: ${skipped}`,
];

/** Said otherwise than `npm test` says it, so that nobody takes one for the other. */
export function tallyOf(reports: readonly GateReport[]): string {
  const skipped = reports.filter((one) => one.skipped !== undefined).length;
  const failing = reports.filter(({ ok }) => !ok).map(({ gate }) => gate);
  const held = reports.length - skipped - failing.length;
  return `gates: ${held} hold, ${failing.length} fail${failing.map((id) => ` ${id}`).join('')}, ${skipped} skipped`;
}

const toText = ({ name, value, unit, max, n }: Figure): string =>
  `${name}: ${Math.round(value * 1_000) / 1_000} ${unit}${max === undefined ? '' : ` (at most ${max})`}${n === undefined ? '' : ` of ${n}`}`;

function toSize(text: string): number {
  const size = Number(text);
  if (!Number.isSafeInteger(size) || size < 1) throw new InvalidArgumentError('It is a whole number of at least 1.');
  return size;
}
