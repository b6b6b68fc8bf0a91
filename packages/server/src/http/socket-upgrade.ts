// Sockets come in at /v1/socket alone, from our own origin alone, with nothing in the address.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { fastifyCookie } from '@fastify/cookie';
import type { Actor, Gateway } from '@parley/realtime';
import type { CookieNames } from './cookies.ts';
import { isOwnOrigin } from './origin.ts';

export type UpgradeOptions = {
  gateway: Gateway;
  authenticate(token: string): Promise<Actor | undefined>;
  cookies: CookieNames;
  publicUrl: string | undefined;
  onFault(error: unknown): void;
};

export function acceptSockets(server: Server, options: UpgradeOptions): void {
  server.on('upgrade', (request, stream, head) => {
    stream.on('error', destroyBroken);
    const refusal = refusalOfUpgrade(request, options.publicUrl);
    if (refusal) return refuseUpgrade(stream, refusal);
    cookieActor(request, options).then(
      (actor) => {
        // Another node takes it: a load balancer tries the next one.
        if (options.gateway.isDraining()) refuseUpgrade(stream, '503 Service Unavailable');
        else options.gateway.accept(request, stream, head, actor);
      },
      (error: unknown) => {
        options.onFault(error);
        refuseUpgrade(stream, '503 Service Unavailable');
      },
    );
  });
}

/** Not an arrow beside the request: it would hold the request, with all its headers, for as long as the socket lives. */
function destroyBroken(this: Duplex): void {
  this.destroy();
}

function refusalOfUpgrade(request: IncomingMessage, publicUrl: string | undefined): string | undefined {
  if (request.url !== '/v1/socket') return request.url?.startsWith('/v1/socket?') ? '400 Bad Request' : '404 Not Found';
  return isOwnOrigin(request.headers, publicUrl) ? undefined : '403 Forbidden';
}

function refuseUpgrade(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

async function cookieActor(request: IncomingMessage, options: UpgradeOptions): Promise<Actor | undefined> {
  const token = fastifyCookie.parse(request.headers.cookie ?? '')[options.cookies.session];
  return token === undefined ? undefined : options.authenticate(token);
}
