export { createLocalBus, type Bus, type Unsubscribe } from './bus.ts';
