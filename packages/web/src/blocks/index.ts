export { BlockDialog, UnblockDialog } from './BlockDialog.tsx';
