export { type Bus, createLocalBus, type Unsubscribe } from './bus.ts';
