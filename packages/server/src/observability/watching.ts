// What a server has to be watched by: its log, its metrics, its traces. Made first, because everything else tells them something.
import type { FastifyInstance } from 'fastify';
import type { CallWatch } from '../api/index.ts';
import type { Drift } from '../inbox/index.ts';
import { createLog, type Log, type LogLevel } from '../log.ts';
import type { SendWatch } from '../messages/index.ts';
import { createMetrics, type Looks } from './metrics.ts';
import { type MetricsAddress, serveMetrics } from './serve-metrics.ts';
import { startTracing, type TracingOptions } from './tracing.ts';

export type WatchingOptions = {
  /** Default: warnings and errors to standard error. */
  logLevel?: LogLevel;
  /** Where log lines go in place of standard error. */
  logTo?: { write(line: string): void };
  /** Default: random ones. */
  newFaultId?: () => string;
  /** Where metrics are served; without it nowhere. */
  metrics?: MetricsAddress;
  /** Where traces are sent; without it nowhere. */
  tracing?: TracingOptions;
};

export type Watching = {
  log: Log;
  calls: CallWatch;
  sends: SendWatch;
  /** A client showed what the log does not say (INB-1g). */
  onDrift(drift: Drift): void;
  /** Counts answers and connections over HTTP. Before the app listens. */
  http(app: FastifyInstance): void;
  /** Serves the metrics, if they are; answers the port. */
  serve(looks: Looks): Promise<number | undefined>;
  close(): Promise<void>;
};

export async function startWatching(options: WatchingOptions): Promise<Watching> {
  const log = createLog(options.logLevel ?? 'warn', options.logTo, options.newFaultId);
  const metrics = createMetrics();
  const tracing = await startTracing(options.tracing);
  let stopServing = (): Promise<void> => Promise.resolve();
  return {
    log,
    calls: {
      fault: log.fault,
      over: (method, code, durationMs) => {
        metrics.called(method, code);
        log.call(method, code, durationMs);
      },
      ...(tracing ? { around: tracing.around } : {}),
    },
    sends: {
      answered: metrics.answered,
      stored: (times, origins) => {
        metrics.stored(times);
        tracing?.batch(times, origins);
      },
      ...(tracing ? { origin: tracing.origin } : {}),
    },
    onDrift: (drift) => {
      metrics.drifted(drift);
      log.event('warn', 'drift', drift);
    },
    http: (app) => {
      app.addHook('onResponse', async (request, reply) => {
        // A route as it is written in our code, and never an address as it came in.
        metrics.served(request.routeOptions.url ?? 'none', reply.statusCode);
      });
      app.server.on('drop', metrics.dropped);
    },
    serve: async (looks) => {
      if (!options.metrics) return undefined;
      metrics.look(looks);
      const { port, close } = await serveMetrics(options.metrics, metrics);
      stopServing = close;
      return port;
    },
    close: async () => {
      await Promise.all([stopServing(), tracing?.close()]);
    },
  };
}
