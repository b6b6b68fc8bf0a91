export { createGateway, type Actor, type CallResult, type Gateway } from './gateway.ts';
export { sessionBounds } from './session.ts';
