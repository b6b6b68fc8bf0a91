// Structured lines on standard error. What a person wrote must never get there, and an error's message may quote it ("Unexpected token h in ..."),
// so what is logged of an error is decided by its kind (`describe-error.ts`): nothing that came in is ever logged as it came.
import { randomBytes } from 'node:crypto';
import type { RefusalCode } from '@parley/contract';
import { type DestinationStream, type Logger, pino } from 'pino';
import { describeError } from './describe-error.ts';

const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Throws a sentence for the operator where there is no such level. */
export function logLevelFrom(text: string): LogLevel {
  const level = logLevels.find((one) => one === text);
  if (!level) throw new Error(`PARLEY_LOG_LEVEL must be one of ${logLevels.join(', ')}`);
  return level;
}

/** Trouble, and what may be told of where it happened. */
export type Fault = { error: unknown; method?: string; code?: RefusalCode; durationMs?: number };

export type Log = {
  /** Answers the id by which an operator finds the line. */
  fault(fault: Fault): string;
  /** Something about the server itself; no text, and nothing that says who. */
  event(level: 'info' | 'warn', event: string, facts?: Readonly<Record<string, number | boolean>>): void;
  /** A call that is over. Logged at `debug` alone. */
  call(method: string, code: RefusalCode | undefined, durationMs: number): void;
};

/** A database that is away fails thousands of calls a second in the same way: so many lines tell of it in each, the rest are counted. */
const faultLinesMax = 5;
const windowMs = 1_000;

type Window = { startedAtMs: number; lines: number; unlogged: number; faultId: string };

const randomId = (): string => randomBytes(9).toString('base64url');

export function createLog(
  level: LogLevel,
  destination: DestinationStream = pino.destination(2),
  newFaultId = randomId,
): Log {
  const log = pino({ level, base: null }, destination);
  const windows = new Map<string, Window>();
  const isDebug = log.isLevelEnabled('debug');
  return {
    fault: ({ error, method, code, durationMs }) => {
      const told = describeError(error);
      const window = windowOf(windows, `${method} ${told.error} ${told.sqlState} ${told.errno}`);
      if (window.lines >= faultLinesMax) {
        window.unlogged += 1;
        return window.faultId;
      }
      const { unlogged } = window;
      window.lines += 1;
      window.unlogged = 0;
      window.faultId = newFaultId();
      const { faultId } = window;
      const also = { ...(unlogged > 0 ? { likeItUnlogged: unlogged } : {}), ...round(durationMs) };
      log.error({ faultId, method, code, ...also, ...told }, 'fault');
      return faultId;
    },
    event: (eventLevel, event, facts) => writeEvent(log, eventLevel, { event, ...facts }),
    call: (method, code, durationMs) => {
      if (isDebug) log.debug({ method, outcome: code ?? 'ok', ...round(durationMs) }, 'call');
    },
  };
}

function writeEvent(log: Logger, level: 'info' | 'warn', { event, ...facts }: { event: string }): void {
  log[level](facts, event);
}

const round = (ms: number | undefined): { durationMs?: number } =>
  ms === undefined ? {} : { durationMs: Math.round(ms * 10) / 10 };

/** How many kinds are told apart; of those beyond, whichever come first make room. */
const windowsMax = 200;

function windowOf(windows: Map<string, Window>, kind: string): Window {
  const nowMs = performance.now();
  const window = windows.get(kind);
  if (window && nowMs - window.startedAtMs < windowMs) return window;
  const next = { startedAtMs: nowMs, lines: 0, unlogged: window?.unlogged ?? 0, faultId: '' };
  const [first] = windows.keys();
  if (first !== undefined && windows.size >= windowsMax) windows.delete(first);
  windows.set(kind, next);
  return next;
}
