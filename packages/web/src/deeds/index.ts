// What is done to conversations. Only parts that come later import this, so that the first page does without.
export { type ArrangeAction, actionsOf, isUnread } from './arrange-actions.ts';
export { actionIcons, arrangeItems } from './arrange-items.tsx';
export { MuteDialog } from './MuteDialog.tsx';
export { run, runAction } from './run-action.ts';
