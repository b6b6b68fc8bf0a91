// Bytes up and their addresses down. What was uploaded is sent by its id, which the outbox keeps like a text.
import type { Attachment, AttachmentId, AttachmentKind, Uploaded, Variant } from '@parley/contract';
import { CallError, offlineError, outputOf } from '../calls/index.ts';
import type { Transport } from '../transport.ts';

/** `durationMs` is required of a voice note, `name` of a file; `waveform` is a bar a character, `0` to `f`, up to 64. */
export type UploadOptions = {
  kind: AttachmentKind;
  name?: string;
  durationMs?: number;
  /** Of a video, in pixels. */
  width?: number;
  height?: number;
  /** What stands for a video until it plays: a photo, best a frame of it. One that is refused, or does not arrive, is left out. */
  poster?: Blob;
  waveform?: string;
  /** Told of bytes as they leave, up to all of them. */
  onProgress?: (sentBytes: number, allBytes: number) => void;
  /** Stops the upload: it rejects as `offline`. */
  signal?: AbortSignal;
};

export type Media = {
  /**
   * Uploads what a message can then hold (`send(text, { attachments })`), within a day. Rejects with `CallError` and nothing else, as with
   * `media_not_usable`, `too_large` or `upload_limit`; after `offline` try again: what may have arrived goes away by itself.
   */
  upload(bytes: Blob | Uint8Array<ArrayBuffer>, options: UploadOptions): Promise<Attachment>;
  /** Where its bytes are, for an `img`, `video`, `audio` or a link. A browser's cookie opens it; programs send their token. */
  url(id: AttachmentId, variant: Variant): string;
};

type Deps = { url: string; token: string | undefined; transport: Transport };

export const createMedia = ({ url, token, transport }: Deps): Media => {
  type Sent = Pick<UploadOptions, 'onProgress' | 'signal'> & { path: string; body: Blob };
  const post = async ({ path, body, onProgress, signal }: Sent): Promise<Attachment> => {
    if (transport.upload === undefined) throw offlineError('this transport takes no uploads');
    const request = { url: `${url}${path}`, body, token, onProgress, signal };
    const { status, text } = await transport.upload(request).catch((cause: unknown) => {
      throw offlineError(cause);
    });
    return (outputOf(status, text) as Uploaded).attachment;
  };

  return {
    upload: async (bytes, { onProgress, signal, poster, ...facts }) => {
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(facts)) if (value !== undefined) query.set(name, String(value));
      const body = bytes instanceof Blob ? bytes : new Blob([bytes]);
      const attachment = await post({ path: `/v1/media?${query.toString()}`, body, onProgress, signal });
      if (poster === undefined) return attachment;
      try {
        return await post({ path: `/v1/media/${attachment.id}/poster`, body: poster, signal });
      } catch (error) {
        // The video is there: a picture of it is not worth sending it again. Whoever stops the upload wants neither.
        if (error instanceof CallError && !signal?.aborted) return attachment;
        throw error;
      }
    },
    url: (id, variant) => `${url}/v1/media/${id}/${variant}`,
  };
};
