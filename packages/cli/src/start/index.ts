export { openDatabase } from './database.ts';
export { watchedAs } from './from-environment.ts';
export { openFilesMax } from './open-files.ts';
export { startCommand } from './start-command.ts';
