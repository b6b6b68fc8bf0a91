import { resolve } from 'node:path';
import { distribute, migrate, requireCitus } from '@parley/store';
import { Command } from 'commander';
import { openDatabase } from '../start/index.ts';

type Options = { data: string; distributed?: boolean };

export const migrateCommand = (): Command =>
  new Command('migrate')
    .description("Brings the database to this version's schema, as every start does, and ends.")
    .option('--data <folder>', 'where the embedded database lives', process.env.PARLEY_DATA ?? 'data')
    .option(
      '--distributed',
      'then spread the tables of an empty database over a Citus cluster; to try it, not to serve',
    )
    .action(run);

async function run({ data, distributed = false }: Options): Promise<void> {
  const { address, close } = await openDatabase(resolve(data));
  try {
    if (distributed) await requireCitus(address);
    tell('applied', await migrate(address), 'No migration was to come.');
    if (!distributed) return;
    tell('distributed', await distribute(address), 'Every table was distributed already.');
    console.log('Messages cannot be sent on distributed tables yet: see docs/howto/scale-out.md.');
  } finally {
    await close();
  }
}

function tell(done: string, names: readonly string[], none: string): void {
  for (const name of names) console.log(`${done} ${name}`);
  if (names.length === 0) console.log(none);
}
