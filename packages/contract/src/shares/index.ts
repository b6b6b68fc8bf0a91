export { sharesMethods } from './methods.ts';
export { type Share, type ShareInput, share, shareInput } from './shapes.ts';
