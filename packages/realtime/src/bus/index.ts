export { type Bus, createLocalBus, type Unsubscribe } from './bus.ts';
export { type NatsAddress, parseNatsUrl } from './nats-address.ts';
export { createNatsBus, type NatsBusOptions } from './nats-bus.ts';
