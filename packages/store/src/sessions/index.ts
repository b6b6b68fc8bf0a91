export {
  sessionsReader,
  sessionsWriter,
  type SessionRow,
  type SessionsReader,
  type SessionsWriter,
} from './sessions-store.ts';
