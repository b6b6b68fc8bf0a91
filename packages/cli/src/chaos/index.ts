export { chaosCommand } from './chaos-command.ts';
export { type Database, openDatabase } from './database.ts';
