export { presenceHandlers, tellFriends } from './presence-handlers.ts';
