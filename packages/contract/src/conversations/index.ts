export { conversationsMethods } from './methods.ts';
export {
  type Conversation,
  conversation,
  type FilterReason,
  type Folder,
  filterReason,
  folder,
  type RequestState,
  requestState,
} from './shapes.ts';
