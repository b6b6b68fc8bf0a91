export {
  type GraphCursor,
  type GraphEntry,
  type GraphReader,
  type GraphWriter,
  graphReader,
  graphWriter,
} from './graph-store.ts';
