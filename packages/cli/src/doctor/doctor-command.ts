import { resolve } from 'node:path';
import { Command } from 'commander';
import { examine } from './examine.ts';
import type { Finding } from './finding.ts';

export const doctorCommand = (): Command =>
  new Command('doctor')
    .description('Looks whether Parley can run here, and says what to do where it cannot.')
    .option('--data <folder>', 'where the embedded database and uploads live', process.env.PARLEY_DATA ?? 'data')
    .option('--json', 'one line of JSON')
    .action(run);

async function run({ data, json = false }: { data: string; json?: boolean }): Promise<void> {
  const findings = await examine({ env: process.env, dataDir: resolve(data) });
  const isFit = findings.every(({ status }) => status !== 'fail');
  console.log(json ? JSON.stringify({ isFit, findings }) : findings.map(toText).join('\n'));
  if (!isFit) process.exitCode = 1;
}

const nameWidth = 12;

const toText = ({ name, status, says, remedy }: Finding): string =>
  [
    `${status.padEnd(4)}  ${name.padEnd(nameWidth)}  ${says}`,
    ...(remedy ? [`${' '.repeat(nameWidth + 8)}${remedy}`] : []),
  ].join('\n');
