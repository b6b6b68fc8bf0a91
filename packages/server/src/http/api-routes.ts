// POST /v1/<method>: JSON in, JSON out. Input travels in the body alone, so that no proxy's log ever holds it.
import { type Refusal, refusalOf, refusalRows } from '@parley/contract';
import type { Actor } from '@parley/realtime';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Dispatch } from '../api/index.ts';
import { applyCookie, type CookieNames } from './cookies.ts';
import { acceptJsonAlone } from './json-body.ts';
import { isOwnOrigin } from './origin.ts';

/** By what a request is known. */
export type ActorOptions = {
  authenticate(token: string): Promise<Actor | undefined>;
  cookies: CookieNames;
};

export type ApiOptions = ActorOptions & {
  dispatch: Dispatch;
  publicUrl: string | undefined;
  onFault(error: unknown): void;
};

export function registerApi(app: FastifyInstance, options: ApiOptions): void {
  acceptJsonAlone(app);
  app.post<{ Params: { method: string } }>('/v1/:method', async (request, reply) => {
    if (!isOwnOrigin(request.headers, options.publicUrl)) return sendRefusal(reply, refusalOf('forbidden_origin'));
    const actor = await actorOf(request, options);
    const wasRefusedForAge = request.cookies[options.cookies.ageRefusal] !== undefined;
    const caller = { actor, address: request.ip, wasRefusedForAge };
    const result = await options.dispatch(request.params.method, request.body ?? {}, caller);
    if (result.cookie) applyCookie(reply, options.cookies, result.cookie);
    return 'refusal' in result ? sendRefusal(reply, result.refusal) : reply.send(result.output);
  });

  app.all('/v1/*', (_, reply) => sendRefusal(reply, refusalOf('no_such_method')));

  app.setErrorHandler((error: FastifyError, _, reply) => {
    const refusal = refusalOfHttpError(error);
    if (refusal.code === 'server_error') options.onFault(error);
    return sendRefusal(reply, refusal);
  });
}

export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  if (refusal.retryAt !== undefined) reply.header('retry-after', new Date(refusal.retryAt).toUTCString());
  return reply.status(refusalRows[refusal.code].status).send({ refusal });
}

/** A token in the header wins over the cookie: a program that has one means it. */
export async function actorOf(
  request: FastifyRequest,
  { authenticate, cookies }: ActorOptions,
): Promise<Actor | undefined> {
  const [, bearer] = /^Bearer ([A-Za-z0-9_-]{1,200})$/.exec(request.headers.authorization ?? '') ?? [];
  const token = request.headers.authorization === undefined ? request.cookies[cookies.session] : bearer;
  return token === undefined ? undefined : authenticate(token);
}

function refusalOfHttpError(error: FastifyError): Refusal {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return refusalOf('too_large');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return refusalOf('unsupported_type');
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return refusalOf('malformed_json');
    default:
      return refusalOf(error.statusCode !== undefined && error.statusCode < 500 ? 'malformed_json' : 'server_error');
  }
}
