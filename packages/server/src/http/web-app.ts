// The web app's files. Names with a hash in them never change; every other address in the app is its one page.
import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import { refusalOf } from '@parley/contract';
import type { FastifyInstance } from 'fastify';
import { sendRefusal } from './api-routes.ts';

export async function registerWebApp(app: FastifyInstance, webDir: string | undefined): Promise<void> {
  if (webDir !== undefined) {
    await app.register(fastifyStatic, {
      root: webDir,
      wildcard: false,
      // The build made them (packages/web/compress-plugin.ts).
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const isHashed = path.startsWith(join(webDir, 'assets', sep));
        reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (webDir === undefined || !isPage) return sendRefusal(reply, refusalOf('not_found'));
    return reply.header('cache-control', 'no-cache').sendFile('index.html');
  });
}
