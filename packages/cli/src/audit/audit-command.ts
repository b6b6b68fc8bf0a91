import { resolve } from 'node:path';
import { Command } from 'commander';
import { openDatabase } from '../start/index.ts';
import { auditBlock, type Line } from './audit-block.ts';

export const auditCommand = (): Command =>
  new Command('audit')
    .description('Looks whether a promise holds in the data as it is, and changes nothing.')
    .addCommand(
      new Command('block')
        .description('Walks everything that a block ends, as both people, and lists what holds.')
        .argument('<blocker>', 'the handle of who blocked')
        .argument('<blocked>', 'the handle of whom they blocked')
        .option('--data <folder>', 'where the embedded database lives', process.env.PARLEY_DATA ?? 'data')
        .action(run),
    );

async function run(blocker: string, blocked: string, { data }: { data: string }): Promise<void> {
  const database = await openDatabase(resolve(data));
  try {
    const lines = await auditBlock(database.address, [blocker, blocked]);
    for (const line of lines) console.log(toText(line));
    if (lines.some(({ outcome }) => outcome === 'LEAK')) process.exitCode = 1;
  } finally {
    await database.close();
  }
}

const toText = ({ surface, outcome, reason }: Line): string =>
  `${outcome.padEnd('not there yet'.length)}  ${surface}${reason === undefined ? '' : `: ${reason}`}`;
