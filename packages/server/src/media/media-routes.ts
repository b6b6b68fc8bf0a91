// POST /v1/media and /v1/media/<id>/poster take bytes, GET /v1/media/<id>/<variant> gives them: the only routes that are not JSON.
import { Readable } from 'node:stream';
import { type Attachment, refusalOf, type UploadFacts, uploadFacts, type Variant } from '@parley/contract';
import type { Actor } from '@parley/realtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { checkInput } from '../api/index.ts';
import { type ActorOptions, actorOf, isOwnOrigin, sendRefusal } from '../http/index.ts';
import { Refused } from '../outcome.ts';
import { type ByteRange, parseRange } from './byte-range.ts';
import { type Found, findMedia, readWhileSeen } from './read-media.ts';
import { type Incoming, takePoster, takeUpload, type UploadDeps } from './upload.ts';

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
    scope.post('/v1/media', (request, reply) => take(options, { request, reply }, upload));
    scope.post<Asked>('/v1/media/:id/poster', (request, reply) =>
      take(options, { request, reply }, (deps, incoming) => takePoster(deps, { ...incoming, id: request.params.id })),
    );
    // Its own answer to HEAD would count the bytes that we do not send.
    for (const method of ['GET', 'HEAD'] as const) {
      scope.route<Asked>({
        ...{ method, url: '/v1/media/:id/:variant', exposeHeadRoute: false },
        handler: (request, reply) => read(options, request, reply),
      });
    }
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

type Answering = { request: FastifyRequest; reply: FastifyReply };
type Take = (deps: UploadDeps, incoming: Incoming, query: unknown) => Promise<Attachment | Refused>;

async function take(options: MediaRoutesOptions, { request, reply }: Answering, use: Take): Promise<FastifyReply> {
  const admitted = await admit(options, request);
  if ('refusal' in admitted) return refuseUnread(reply, admitted.refusal);
  const { incomingDir } = options;
  if (incomingDir === undefined) return refuseUnread(reply, refusalOf('unavailable'));
  stopWhenIdle(request);
  const length = request.headers['content-length'];
  const incoming = {
    ownerId: admitted.actor.userId,
    body: request.body instanceof Readable ? request.body : Readable.from([]),
    declaredBytes: length === undefined ? undefined : Number(length),
  };
  const taken = await use({ ...options, incomingDir }, incoming, request.query);
  return taken instanceof Refused ? refuseUnread(reply, taken.refusal) : reply.send({ attachment: taken });
}

const idleMsMax = 30_000;

/** Whoever sends nothing for so long has gone. Drawing a photo may take its time again. */
function stopWhenIdle({ raw }: FastifyRequest): void {
  raw.setTimeout(idleMsMax, () => raw.destroy());
  raw.once('end', () => raw.setTimeout(0));
}

const upload: Take = async (deps, incoming, query) => {
  const checked = checkInput({ input: uploadFacts }, query);
  if ('refused' in checked) return checked.refused;
  return takeUpload(deps, { ...incoming, facts: checked.params as UploadFacts });
};

async function read(
  options: MediaRoutesOptions,
  request: FastifyRequest<Asked>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const admitted = await admit(options, request);
  if ('refusal' in admitted) return sendRefusal(reply, admitted.refusal);
  const { userId } = admitted.actor;
  const found = await findMedia(options, userId, request.params);
  if (!found) return sendRefusal(reply, refusalOf('not_found'));
  const { key, bytes } = found;
  const { size } = bytes;
  const etag = `"${key.id}-${key.variant}"`;
  describe(reply, found, etag);
  const isKnown = request.headers['if-none-match'] === etag;
  const range = parseRange(request.headers.range, size);
  if (isKnown || range === 'unsatisfiable' || request.method === 'HEAD') {
    await bytes.close();
    if (isKnown) return reply.status(304).send();
    if (range === 'unsatisfiable') return reply.status(416).header('content-range', `bytes */${size}`).send();
  }
  if (range) reply.status(206).header('content-range', `bytes ${range.start}-${range.end}/${size}`);
  reply.header('content-length', lengthOf(range, size));
  return request.method === 'HEAD'
    ? reply.send()
    : reply.send(readWhileSeen(options, userId, found, bytes.read(range)));
}

const lengthOf = (range: ByteRange | undefined, size: number): number => (range ? range.end - range.start + 1 : size);

/** Nothing uploaded ever runs as a page of ours, whatever it is; and who may see it is asked each time, so that nobody keeps it unasked. */
function describe(reply: FastifyReply, { attachment, key }: Found, etag: string): void {
  const { kind, name = '' } = attachment;
  const isFile = kind === 'file';
  reply
    .header('content-type', isFile ? 'application/octet-stream' : typeOf(attachment, key.variant))
    .header('content-disposition', isFile ? `attachment; filename*=UTF-8''${encodeName(name)}` : 'inline')
    .header('content-security-policy', "default-src 'none'; sandbox; frame-ancestors 'none'")
    .header('cache-control', 'private, no-cache')
    .header('vary', 'Cookie, Authorization, Origin')
    .header('accept-ranges', 'bytes')
    .header('etag', etag);
}

function typeOf({ kind, mime }: Attachment, form: Variant): string {
  if (form === 'thumb') return 'image/webp';
  return form === 'large' && kind === 'video' ? 'image/jpeg' : mime;
}

/** Also what `encodeURIComponent` leaves and a header's grammar does not. */
const encodeName = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
