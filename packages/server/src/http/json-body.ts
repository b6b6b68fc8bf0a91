import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';

/**
 * Takes JSON in UTF-8 and no other body. Bytes that are not UTF-8 are refused: read leniently, they would be stored as something
 * that nobody sent.
 */
export function acceptJsonAlone(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (isUtf8(body)) return parse(request, body.toString(), done);
    done(Object.assign(new Error('the body is not UTF-8'), { statusCode: 400 }));
  });
}
