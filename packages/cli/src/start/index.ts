export { openDatabase } from './database.ts';
export { startCommand } from './start-command.ts';
