export {
  type SessionRow,
  type SessionsReader,
  type SessionsWriter,
  sessionsReader,
  sessionsWriter,
} from './sessions-store.ts';
