export { change, type Change } from './changes.ts';
export { closeCodes, shouldReconnect } from './close-codes.ts';
export {
  clientFrame,
  helloOfAnyProtocol,
  notice,
  protocolVersion,
  serverFrame,
  type ClientFrame,
  type Notice,
  type ServerFrame,
} from './frames.ts';
