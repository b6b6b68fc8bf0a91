export { type Arrivals, createArrivals, presenceHandlers, tellFriends } from './presence-handlers.ts';
