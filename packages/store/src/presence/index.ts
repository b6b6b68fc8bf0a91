export { presenceReader, presenceWriter, type PresenceReader, type PresenceWriter } from './presence-store.ts';
