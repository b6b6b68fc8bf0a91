export { type Entity, entity } from './entities.ts';
export { admissionRefusals, messagesMethods } from './methods.ts';
export {
  type ClearedPlace,
  type Content,
  type ContentInput,
  clearedPlace,
  clientMessageId,
  content,
  contentInput,
  type Message,
  message,
  textInput,
} from './shapes.ts';
