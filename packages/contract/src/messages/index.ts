export { type Entity, entity } from './entities.ts';
export { admissionRefusals, messagesMethods } from './methods.ts';
export {
  type Content,
  type ContentInput,
  clientMessageId,
  content,
  contentInput,
  type Message,
  message,
} from './shapes.ts';
