import type { IncomingMessage } from 'node:http';

/** An address with broken escapes is routed to where nothing is, so that its answer has the form and the headers of all others. */
export function readableUrl({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
  try {
    decodeURIComponent(url);
    return url;
  } catch (error) {
    if (error instanceof URIError) return '/v1/unreadable';
    throw error;
  }
}
