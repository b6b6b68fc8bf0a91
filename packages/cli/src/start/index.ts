export { openDatabase } from './database.ts';
export { openFilesMax } from './open-files.ts';
export { startCommand } from './start-command.ts';
