export { presence, presenceMethods, type Presence } from './methods.ts';
