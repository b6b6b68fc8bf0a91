export { openReplayDatabase } from './database.ts';
export { replayCommand } from './replay-command.ts';
