// POST /v1/<method>: JSON in, JSON out. Input travels in the body alone, so that no proxy's log ever holds it.
import { type Refusal, refusalOf, refusalRows } from '@parley/contract';
import type { Actor } from '@parley/realtime';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Dispatch } from '../api/index.ts';
import type { Fault } from '../log.ts';
import { faultCodeOf, refusalOfFault } from '../outcome.ts';
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
  onFault(fault: Fault): string | undefined;
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

  app.setErrorHandler((error: FastifyError, request, reply) => {
    const expected = refusalOfHttpError(error);
    if (expected) return sendRefusal(reply, expected);
    // A route as it is written here, and never an address as it came in.
    const code = faultCodeOf(error);
    const facts = { error, method: request.routeOptions.url ?? 'none', code, durationMs: reply.elapsedTime };
    return sendRefusal(reply, refusalOfFault(code, options.onFault(facts)));
  });
}

const retryAfterSeconds = 2;

export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  // Trouble on our side has no known end; a moment is what the sentence says.
  if (refusal.code === 'unavailable') reply.header('retry-after', retryAfterSeconds);
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

/** Undefined: the fault is ours. */
function refusalOfHttpError(error: FastifyError): Refusal | undefined {
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
      return error.statusCode !== undefined && error.statusCode < 500 ? refusalOf('malformed_json') : undefined;
  }
}
