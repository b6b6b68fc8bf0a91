export { benchCommand } from './bench-command.ts';
