// The session's cookie: out of reach of scripts, not sent by other sites, and bound to the host where the service has TLS.
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply } from 'fastify';
import type { CookieChange } from '../api/index.ts';

export type CookieNames = { session: string; ageRefusal: string; isSecure: boolean };

export const cookieNames = (isSecure: boolean): CookieNames => ({
  session: isSecure ? '__Host-parley_session' : 'parley_session',
  ageRefusal: isSecure ? '__Host-parley_later' : 'parley_later',
  isSecure,
});

export function applyCookie(reply: FastifyReply, names: CookieNames, change: CookieChange): void {
  const options: CookieSerializeOptions = { path: '/', httpOnly: true, sameSite: 'lax', secure: names.isSecure };
  switch (change.kind) {
    case 'signIn':
      reply.setCookie(names.session, change.token, { ...options, maxAge: change.maxAgeMs / 1000 });
      break;
    case 'signOut':
      reply.clearCookie(names.session, options);
      break;
    case 'refusedForAge':
      reply.setCookie(names.ageRefusal, '1', { ...options, maxAge: change.maxAgeMs / 1000 });
      break;
  }
}
