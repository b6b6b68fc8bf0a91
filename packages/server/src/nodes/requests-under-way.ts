// What has to be finished before a node may end.
import type { FastifyInstance } from 'fastify';

export type RequestsUnderWay = {
  /** Takes no new connections; settles when every request is answered, or after `waitMs`. */
  finish(waitMs: number): Promise<void>;
};

/** Counts requests of `app`. While `isDraining`, a connection serves no further request, so that the next one goes elsewhere. */
export function followRequests(app: FastifyInstance, isDraining: () => boolean): RequestsUnderWay {
  let count = 0;
  let settle = (): void => undefined;
  app.addHook('onRequest', (_, reply, done) => {
    count += 1;
    // Also when it breaks, where there is no response.
    reply.raw.once('close', () => {
      count -= 1;
      if (count === 0) settle();
    });
    if (isDraining()) reply.header('connection', 'close');
    done();
  });
  return {
    finish: async (waitMs) => {
      const done = new Promise<void>((resolve) => {
        settle = resolve;
      });
      app.server.close();
      if (count === 0) return;
      const impatience = setTimeout(settle, waitMs);
      await done;
      clearTimeout(impatience);
    },
  };
}
