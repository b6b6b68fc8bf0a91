export { type Presence, presence, presenceMethods } from './methods.ts';
