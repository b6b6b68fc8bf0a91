import { z } from 'zod';
import { attachmentId } from '../ids.ts';
import { limits } from '../limits.ts';

/** What an upload is meant as (MSG-4). What it is, its bytes say: a photo that is none is refused. */
export const attachmentKind = z.enum(['photo', 'video', 'file', 'voice']).meta({ id: 'AttachmentKind' });
export type AttachmentKind = z.infer<typeof attachmentKind>;

/** The loudness of a voice note over its length: a bar a character, `0` to `f`. */
const waveform = z.string().regex(/^[0-9a-f]{1,64}$/, 'must be up to 64 of 0-9 a-f');
const side = z.int().min(1).max(100_000);

/** Something uploaded. Its bytes are at `/v1/media/<id>/<variant>`, for whoever can see its message now. */
export const attachment = z
  .object({
    id: attachmentId,
    kind: attachmentKind,
    /** As its bytes are, or `application/octet-stream`; never what somebody said of them. */
    mime: z.string(),
    /** Of the original, as it is stored. */
    bytes: z.int().min(0),
    /** A file's name, as its sender wrote it. It is text, and never a place. */
    name: z.string().optional(),
    /** In pixels. Of a video they are as its sender told them, or else its poster's. */
    width: side.optional(),
    height: side.optional(),
    /** Of a voice note or a video, as its sender told it. */
    durationMs: z.int().min(0).optional(),
    waveform: waveform.optional(),
    /** A photo or a video's poster in about 16 pixels, as a `data:` address: something to show until the rest is there. */
    preview: z.string().optional(),
    /** A video that has one: its `large` and `thumb` are there. */
    hasPoster: z.boolean().optional(),
    /** A photo that moves. */
    isAnimated: z.boolean().optional(),
  })
  .meta({ id: 'Attachment' });
export type Attachment = z.infer<typeof attachment>;

const count = (max: number) => z.coerce.number().pipe(z.int().min(1).max(max)).optional();

/** What the address of an upload says of it. `durationMs` is required of a voice note, `name` of a file. */
export const uploadFacts = z
  .strictObject({
    kind: attachmentKind,
    name: z.string().max(1_000).optional(),
    durationMs: count(24 * 3_600_000),
    width: count(100_000),
    height: count(100_000),
    waveform: waveform.optional(),
  })
  .refine(({ kind, durationMs }) => kind !== 'voice' || durationMs !== undefined, {
    path: ['durationMs'],
    message: 'must be told of a voice note',
  })
  .refine(({ kind, durationMs }) => kind !== 'voice' || (durationMs ?? 0) <= limits.voiceMsMax, {
    path: ['durationMs'],
    message: `must be at most ${limits.voiceMsMax}`,
  })
  .refine(({ kind, name }) => kind !== 'file' || name !== undefined, {
    path: ['name'],
    message: 'must be told of a file',
  });
export type UploadFacts = z.infer<typeof uploadFacts>;

/** The answer to an upload. */
export const uploaded = z.object({ attachment }).meta({ id: 'Uploaded' });
export type Uploaded = z.infer<typeof uploaded>;

/**
 * `large`: a photo, or a video's poster, of at most 1,600 pixels a side; `thumb`: of at most 320, which never moves. Others have their original
 * alone.
 */
export const variant = z.enum(['original', 'large', 'thumb']).meta({ id: 'Variant' });
export type Variant = z.infer<typeof variant>;
