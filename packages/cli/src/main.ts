// The `parley` command. Each subcommand is a folder of its own.
import { Command } from 'commander';
import { auditCommand } from './audit/index.ts';
import { benchCommand } from './bench/index.ts';
import { chaosCommand } from './chaos/index.ts';
import { doctorCommand } from './doctor/index.ts';
import { gatesCommand } from './gates/index.ts';
import { migrateCommand } from './migrate/index.ts';
import { replayCommand } from './replay/index.ts';
import { simulateCommand } from './simulate/index.ts';
import { startCommand } from './start/index.ts';

const program = new Command('parley')
  .description('Parley: direct messages for social and creator apps.')
  .addCommand(startCommand())
  .addCommand(migrateCommand())
  .addCommand(doctorCommand())
  .addCommand(auditCommand())
  .addCommand(replayCommand())
  .addCommand(gatesCommand())
  .addCommand(benchCommand())
  .addCommand(simulateCommand())
  .addCommand(chaosCommand());

try {
  await program.parseAsync();
} catch (error) {
  // Whoever types a command wants the sentence, not the stack; PARLEY_DEBUG=1 brings it back.
  const isDebug = process.env.PARLEY_DEBUG === '1';
  console.error(error instanceof Error && !isDebug ? error.message : error);
  process.exitCode = 1;
}
