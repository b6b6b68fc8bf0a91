export { type Actor, type CallResult, createGateway, type Gateway } from './gateway.ts';
export { sessionBounds } from './session.ts';
