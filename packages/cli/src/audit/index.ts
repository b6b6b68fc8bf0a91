export { auditBlock } from './audit-block.ts';
export { auditCommand } from './audit-command.ts';
