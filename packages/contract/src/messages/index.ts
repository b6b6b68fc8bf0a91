export { entity, type Entity } from './entities.ts';
export { admissionRefusals, messagesMethods } from './methods.ts';
export {
  clientMessageId,
  content,
  contentInput,
  message,
  type Content,
  type ContentInput,
  type Message,
} from './shapes.ts';
