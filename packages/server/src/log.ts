// Structured lines on standard error. An error's message and stack are logged, never its detail: databases put row contents there.
import { pino } from 'pino';

export type Log = { fault(error: unknown, method?: string): void };

export function createLog(level: 'silent' | 'error' | 'warn' | 'info'): Log {
  const log = pino({ level, base: null }, pino.destination(2));
  return {
    fault: (error, method) => {
      const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
      log.error({ method, error: name, stack }, message);
    },
  };
}
