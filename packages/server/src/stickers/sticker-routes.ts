import { refusalOf, stickerId, stickerUrl } from '@parley/contract';
import type { FastifyInstance } from 'fastify';
import { sendRefusal } from '../http/index.ts';
import type { StickerSet } from './sticker-set.ts';

const daySeconds = 24 * 60 * 60;

/** Pictures that are the same for everybody, signed in or not: they say nothing about anybody. */
export function registerStickers(app: FastifyInstance, { images }: StickerSet): void {
  app.get<{ Params: { id: string } }>(stickerUrl(':id' as never), (request, reply) => {
    const id = stickerId.safeParse(request.params.id);
    const image = id.success ? images.get(id.data) : undefined;
    if (!image) return sendRefusal(reply, refusalOf('not_found'));
    return reply
      .header('content-type', image.mime)
      .header('content-security-policy', "default-src 'none'; sandbox; frame-ancestors 'none'")
      .header('cache-control', `public, max-age=${daySeconds}`)
      .send(image.bytes);
  });
}
