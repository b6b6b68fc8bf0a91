export { conversationsMethods } from './methods.ts';
export {
  arrangement,
  type Conversation,
  conversation,
  type Draft,
  draft,
  type FilterReason,
  type Folder,
  filterReason,
  folder,
  type Mute,
  mute,
  type RequestState,
  requestState,
} from './shapes.ts';
