export { PresenceStore } from './presence-store.ts';
export { presenceLabel } from './presence-view-model.ts';
export { PresenceContext, usePresence } from './use-presence.ts';
