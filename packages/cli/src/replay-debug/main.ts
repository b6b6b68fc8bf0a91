import { Command } from 'commander';
import { replayCommand } from './index.ts';
await new Command('x').addCommand(replayCommand()).parseAsync();
