export {
  graphReader,
  graphWriter,
  type GraphCursor,
  type GraphEntry,
  type GraphReader,
  type GraphWriter,
} from './graph-store.ts';
