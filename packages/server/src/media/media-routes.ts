// POST /v1/media takes bytes, GET /v1/media/<id>/<variant> gives them. They are the only routes that are not JSON.
import { Readable } from 'node:stream';
import { refusalOf, type UploadFacts, uploadFacts } from '@parley/contract';
import type { Actor } from '@parley/realtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { checkInput } from '../api/index.ts';
import { type ActorOptions, actorOf, isOwnOrigin, sendRefusal } from '../http/index.ts';
import { Refused } from '../outcome.ts';
import { type ByteRange, parseRange } from './byte-range.ts';
import { type Found, findMedia } from './read-media.ts';
import { takeUpload, type UploadDeps } from './upload.ts';

export type MediaRoutesOptions = Omit<UploadDeps, 'incomingDir'> &
  ActorOptions & {
    publicUrl: string | undefined;
    /** Without one nothing can be uploaded. */
    incomingDir: string | undefined;
  };

export async function registerMedia(app: FastifyInstance, options: MediaRoutesOptions): Promise<void> {
  await app.register((scope, _, done) => {
    scope.removeAllContentTypeParsers();
    // Whatever a body says it is, it is bytes: nothing is read before somebody has looked at who sends it.
    scope.addContentTypeParser('*', (_request, body, parsed) => parsed(null, body));
    scope.post('/v1/media', (request, reply) => upload(options, request, reply));
    scope.get<Asked>('/v1/media/:id/:variant', (request, reply) => read(options, request, reply));
    done();
  });
}

type Asked = { Params: { id: string; variant: string } };

/** What is refused unread would keep the connection busy with bytes that nobody wants. */
function refuseUnread(reply: FastifyReply, refused: Refused['refusal']): FastifyReply {
  reply.header('connection', 'close');
  return sendRefusal(reply, refused);
}

async function admit(
  options: MediaRoutesOptions,
  request: FastifyRequest,
): Promise<{ actor: Actor } | { refusal: Refused['refusal'] }> {
  if (!isOwnOrigin(request.headers, options.publicUrl)) return { refusal: refusalOf('forbidden_origin') };
  const actor = await actorOf(request, options);
  return actor ? { actor } : { refusal: refusalOf('unauthenticated', { remedy: 'sign_in' }) };
}

async function upload(
  options: MediaRoutesOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const admitted = await admit(options, request);
  if ('refusal' in admitted) return refuseUnread(reply, admitted.refusal);
  const { incomingDir } = options;
  if (incomingDir === undefined) return refuseUnread(reply, refusalOf('unavailable'));
  const checked = checkInput({ input: uploadFacts }, request.query);
  if ('refused' in checked) return refuseUnread(reply, checked.refused.refusal);
  const length = request.headers['content-length'];
  const taken = await takeUpload(
    { ...options, incomingDir },
    {
      ownerId: admitted.actor.userId,
      facts: checked.params as UploadFacts,
      body: request.body instanceof Readable ? request.body : Readable.from([]),
      declaredBytes: length === undefined ? undefined : Number(length),
    },
  );
  return taken instanceof Refused ? refuseUnread(reply, taken.refusal) : reply.send({ attachment: taken });
}

async function read(
  options: MediaRoutesOptions,
  request: FastifyRequest<Asked>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const admitted = await admit(options, request);
  if ('refusal' in admitted) return sendRefusal(reply, admitted.refusal);
  const found = await findMedia(options, admitted.actor.userId, request.params);
  if (!found) return sendRefusal(reply, refusalOf('not_found'));
  const { key, size } = found;
  const etag = `"${key.id}-${key.variant}"`;
  describe(reply, found, etag);
  if (request.headers['if-none-match'] === etag) return reply.status(304).send();
  const range = parseRange(request.headers.range, size);
  if (range === 'unsatisfiable') return reply.status(416).header('content-range', `bytes */${size}`).send();
  if (range) reply.status(206).header('content-range', `bytes ${range.start}-${range.end}/${size}`);
  reply.header('content-length', lengthOf(range, size));
  return reply.send(request.method === 'HEAD' ? null : options.media.read(key, range));
}

const lengthOf = (range: ByteRange | undefined, size: number): number => (range ? range.end - range.start + 1 : size);

/** Nothing uploaded ever runs as a page of ours, whatever it is; and who may see it is asked each time, so that nobody keeps it unasked. */
function describe(reply: FastifyReply, { attachment, key }: Found, etag: string): void {
  const { kind, mime, name = '' } = attachment;
  const isFile = kind === 'file';
  const type = key.variant === 'thumb' ? 'image/webp' : mime;
  reply
    .header('content-type', isFile ? 'application/octet-stream' : type)
    .header('content-disposition', isFile ? `attachment; filename*=UTF-8''${encodeName(name)}` : 'inline')
    .header('content-security-policy', "default-src 'none'; sandbox; frame-ancestors 'none'")
    .header('cache-control', 'private, no-cache')
    .header('vary', 'Cookie, Authorization, Origin')
    .header('accept-ranges', 'bytes')
    .header('etag', etag);
}

/** Also what `encodeURIComponent` leaves and a header's grammar does not. */
const encodeName = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
