// What several nodes need around them: a bus between them, and a balancer before them.
export { type BalancedNode, type Balancer, startBalancer } from './balancer.ts';
export { findNats, noNats, withReason } from './find-nats.ts';
export { type NatsServer, startNats, startNatsCluster } from './nats-server.ts';
