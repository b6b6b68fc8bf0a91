export { type PresenceReader, type PresenceWriter, presenceReader, presenceWriter } from './presence-store.ts';
