export { gatesCommand } from './gates-command.ts';
