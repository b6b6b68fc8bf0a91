import type { FastifyInstance } from 'fastify';

/** Nothing that we answer may be kept by anybody, unless its route says otherwise. */
export function forbidCaching(app: FastifyInstance): void {
  app.addHook('onSend', async (_, reply) => {
    if (reply.hasHeader('cache-control')) return;
    // A cache that keeps answers all the same must at least tell people apart.
    reply.header('cache-control', 'no-store').header('vary', 'Cookie, Authorization, Origin');
  });
}
