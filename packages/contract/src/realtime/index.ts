export { type Change, change } from './changes.ts';
export { closeCodes, shouldReconnect } from './close-codes.ts';
export {
  type ClientFrame,
  clientFrame,
  helloOfAnyProtocol,
  type Notice,
  notice,
  protocolVersion,
  type ServerFrame,
  serverFrame,
} from './frames.ts';
