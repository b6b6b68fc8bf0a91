export { startCommand } from './start-command.ts';
