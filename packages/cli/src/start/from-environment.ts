// What an operator says by the environment about how the server is watched. Each is checked before anything is started.
import { logLevelFrom, parseMetricsAddress, type ServerConfig, tracingFrom } from '@parley/server';
import { openFilesMax } from './open-files.ts';

type Env = Readonly<Record<string, string | undefined>>;
type Watched = Pick<ServerConfig, 'logLevel' | 'metrics' | 'tracing' | 'connectionsMax'>;

/** Files, the database and what else is open besides connections. */
const reservedFiles = 256;

/** Throws a sentence that names the variable that is not right. */
export function watchedAs(env: Env): Watched {
  const tracing = tracingFrom(env);
  const files = openFilesMax();
  return {
    ...(env.PARLEY_LOG_LEVEL ? { logLevel: logLevelFrom(env.PARLEY_LOG_LEVEL) } : {}),
    ...(env.PARLEY_METRICS_ADDR ? { metrics: parseMetricsAddress(env.PARLEY_METRICS_ADDR) } : {}),
    ...(tracing ? { tracing } : {}),
    // Beyond, a connection is dropped when it comes; without a bound, the next file that a request opens would be the one that fails.
    ...(files !== undefined && files > 2 * reservedFiles ? { connectionsMax: files - reservedFiles } : {}),
  };
}
