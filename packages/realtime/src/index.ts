// Sessions and fan-out, behind one small bus.
export { createLocalBus, type Bus, type Unsubscribe } from './bus/index.ts';
export { createGateway, sessionBounds, type Actor, type CallResult, type Gateway } from './sessions/index.ts';
