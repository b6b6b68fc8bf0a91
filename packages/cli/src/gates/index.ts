export { gatesCommand } from './gates-command.ts';
export { onStage } from './stage.ts';
