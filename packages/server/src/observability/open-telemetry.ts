// The one file that loads OpenTelemetry: 60 ms and some megabytes that nobody pays for who does not collect traces.
import { AsyncLocalStorage } from 'node:async_hooks';
import { type Link, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TraceIdRatioBasedSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import { faultCodes } from '../outcome.ts';
import type { BatchTimes } from './metrics.ts';
import type { Tracing, TracingOptions } from './tracing.ts';

/** Spans that wait to be sent; beyond, they are dropped, so that a collector that is away costs this much memory and no more. */
const waitingMax = 2_048;
const linksMax = 32;

export function openTracing({ url, ratio = 1 }: TracingOptions): Tracing {
  const exporter = new OTLPTraceExporter({ url });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': process.env.OTEL_SERVICE_NAME || 'parley' }),
    sampler: new TraceIdRatioBasedSampler(ratio),
    spanProcessors: [new BatchSpanProcessor({ exporter, maxQueueSize: waitingMax })],
  });
  const tracer = provider.getTracer('parley');
  const underWay = new AsyncLocalStorage<Span>();
  return {
    around: (method, work) => {
      const span = tracer.startSpan(
        method,
        { kind: SpanKind.SERVER, attributes: { 'rpc.method': method } },
        ROOT_CONTEXT,
      );
      return underWay.run(span, async () => {
        try {
          const answered = await work();
          if ('refusal' in answered) markRefused(span, answered.refusal);
          return answered;
        } finally {
          span.end();
        }
      });
    },
    origin: () => underWay.getStore(),
    batch: (times, origins) => {
      const links = origins.filter((one): one is Span => one !== undefined && (one as Span).isRecording !== undefined);
      addBatch(
        tracer,
        times,
        links.slice(0, linksMax).map((span): Link => ({ context: span.spanContext() })),
      );
    },
    close: async () => {
      await provider.shutdown().catch(() => undefined);
    },
  };
}

function markRefused(span: Span, { code, faultId }: { code: string; faultId?: string | undefined }): void {
  span.setAttribute('parley.refusal', code);
  if (!faultCodes.includes(code)) return;
  if (faultId !== undefined) span.setAttribute('parley.fault_id', faultId);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** The batch as it was, told afterwards: its stages follow each other, after the wait of its oldest message. */
function addBatch(tracer: ReturnType<TracerProvider['getTracer']>, times: BatchTimes, links: Link[]): void {
  const { startedAtMs, queuedMs, factsMs, decideMs, flushMs, announceMs } = times;
  const stages = { queued: queuedMs, facts: factsMs, decide: decideMs, flush: flushMs, announce: announceMs };
  const toEpoch = (ms: number): number => performance.timeOrigin + ms;
  let atMs = startedAtMs - queuedMs;
  const attributes = { 'parley.batch.messages': times.size };
  const batch = tracer.startSpan('send batch', { startTime: toEpoch(atMs), attributes, links }, ROOT_CONTEXT);
  const inside = trace.setSpan(ROOT_CONTEXT, batch);
  for (const [stage, ms] of Object.entries(stages)) {
    const span = tracer.startSpan(stage, { startTime: toEpoch(atMs) }, inside);
    atMs += ms;
    span.end(toEpoch(atMs));
  }
  batch.end(toEpoch(atMs));
}
