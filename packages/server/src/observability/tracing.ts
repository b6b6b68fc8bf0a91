// Traces: where the time of a call and of a batch went, sent to whatever collects OpenTelemetry. Loaded only where an operator named one.
// Spans hold method ids, refusal codes, sizes and times; never who, what, or what an error said.
import type { Dispatched } from '../api/index.ts';
import type { BatchTimes } from './metrics.ts';

export type Tracing = {
  /** A call, from its input to its answer. */
  around(method: string, work: () => Promise<Dispatched>): Promise<Dispatched>;
  /** The span of the call under way, for `batch` to point back to. */
  origin(): unknown;
  batch(times: BatchTimes, origins: readonly unknown[]): void;
  /** Sends what is left. Never throws: a collector that is away is no trouble of ours. */
  close(): Promise<void>;
};

export type TracingOptions = {
  /** Where traces are posted, as `http://collector:4318/v1/traces`. */
  url: string;
  /** Of calls, which part is traced: 0 to 1. Default 1. */
  ratio?: number;
};

/** What the environment says, by OpenTelemetry's own names. Undefined: nobody collects. Throws a sentence for the operator. */
export function tracingFrom(env: Readonly<Record<string, string | undefined>>): TracingOptions | undefined {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: base, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: exact } = env;
  const url = exact || (base && `${base.replace(/\/+$/, '')}/v1/traces`);
  if (!url) return undefined;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new Error('OTEL_EXPORTER_OTLP_ENDPOINT must be an http or https address, as http://localhost:4318');
  const ratio = Number(env.OTEL_TRACES_SAMPLER_ARG || 1);
  if (!(ratio >= 0 && ratio <= 1)) throw new Error('OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1');
  return { url, ratio };
}

/** Opens what sends traces. */
export async function startTracing(options: TracingOptions | undefined): Promise<Tracing | undefined> {
  if (!options) return undefined;
  const { openTracing } = await import('./open-telemetry.ts');
  return openTracing(options);
}
