export {
  type Accepted,
  asks,
  type MutualFriends,
  type RequestCursor,
  type RequestFolder,
  type RequestMoved,
  type RequestRow,
  type RequestsReader,
  type RequestsWriter,
  requestsReader,
  requestsWriter,
} from './requests-store.ts';
