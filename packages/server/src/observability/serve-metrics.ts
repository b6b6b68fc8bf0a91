// Metrics have an address of their own. A path beside the app's would be as public as the app: behind a proxy on the same machine every
// request comes from here, so "only from this machine" protects nothing there, and a token would be one more secret to keep.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics.ts';

export type MetricsAddress = { host: string; port: number };
export type RunningMetrics = MetricsAddress & { close(): Promise<void> };

/** Reads `127.0.0.1:9464`, `[::1]:9464` or `9464`, which means this machine alone. Throws a sentence that says what is not right. */
export function parseMetricsAddress(text: string): MetricsAddress {
  const [, bracketed, plain, digits] = /^(?:(?:\[([0-9a-f:.]+)\]|([\w.-]+)):)?(\d{1,5})$/i.exec(text.trim()) ?? [];
  const port = Number(digits);
  if (digits === undefined || port > 65_535) throw new Error('PARLEY_METRICS_ADDR must look like 127.0.0.1:9464');
  return { host: bracketed ?? plain ?? '127.0.0.1', port };
}

/** Serves `GET /metrics` and nothing else. Rejects where the address is taken. */
export async function serveMetrics(address: MetricsAddress, metrics: Metrics): Promise<RunningMetrics> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    // Told by its own name: an address that is taken must not pass for that of the app, for which another port would be tried.
    server.once('error', (cause) => {
      reject(new Error(`Metrics cannot be served at ${address.host}:${address.port}: ${cause.message}`));
    });
    server.listen(address.port, address.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    ...address,
    port,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
