import { refusalOf } from '@parley/contract';
import type { Store } from '@parley/store';
import type { FastifyInstance } from 'fastify';
import { sendRefusal } from './api-routes.ts';

/** Live: this process answers. Ready: it can serve, which needs the database. */
export function registerHealth(app: FastifyInstance, store: Store): void {
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_, reply) => {
    const isReady = await store.ping().then(
      () => true,
      () => false,
    );
    return isReady ? { status: 'ready' } : sendRefusal(reply, refusalOf('unavailable'));
  });
}
