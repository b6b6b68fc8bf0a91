// Sessions and fan-out, behind one small bus.
export {
  type Bus,
  createLocalBus,
  createNatsBus,
  type NatsAddress,
  type NatsBusOptions,
  parseNatsUrl,
  type Unsubscribe,
} from './bus/index.ts';
export {
  type Actor,
  type CallResult,
  createGateway,
  type Gateway,
  type SocketCounts,
  sessionBounds,
} from './sessions/index.ts';
