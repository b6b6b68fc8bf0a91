import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request may carry a browser's authority. Browsers send `Origin` with every POST and every socket; programs send none.
 * Anything but our own origin is another site at work (CSRF, cross-site sockets).
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, publicUrl: string | undefined): boolean {
  const { origin, host } = headers;
  if (origin === undefined)
    return headers['sec-fetch-site'] !== 'cross-site' && headers['sec-fetch-site'] !== 'same-site';
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return true;
  return publicUrl === undefined && URL.canParse(origin) && new URL(origin).host === host;
}
