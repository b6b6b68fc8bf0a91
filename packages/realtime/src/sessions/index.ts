export { type Actor, type CallResult, createGateway, type Gateway, type SocketCounts } from './gateway.ts';
export { sessionBounds } from './session.ts';
