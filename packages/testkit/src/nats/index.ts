// A bus between nodes for whatever needs a real one.
export { findNats, noNats } from './find-nats.ts';
export { type NatsServer, startNats, startNatsCluster } from './nats-server.ts';
