// Bytes up and their addresses down. What was uploaded is sent by its id, which the outbox keeps like a text.
import type { Attachment, AttachmentId, AttachmentKind, Uploaded, Variant } from '@parley/contract';
import { offlineError, outputOf } from '../calls/index.ts';
import type { Transport } from '../transport.ts';

/** `durationMs` is required of a voice note, `name` of a file; `waveform` is a bar a character, `0` to `f`, up to 64. */
export type UploadOptions = {
  kind: AttachmentKind;
  name?: string;
  durationMs?: number;
  /** Of a video, in pixels. */
  width?: number;
  height?: number;
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

export const createMedia = ({ url, token, transport }: Deps): Media => ({
  upload: async (bytes, { onProgress, signal, ...facts }) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(facts)) if (value !== undefined) query.set(name, String(value));
    const body = bytes instanceof Blob ? bytes : new Blob([bytes]);
    const request = { url: `${url}/v1/media?${query.toString()}`, body, token, onProgress, signal };
    if (transport.upload === undefined) throw offlineError('this transport takes no uploads');
    const { status, text } = await transport.upload(request).catch((cause: unknown) => {
      throw offlineError(cause);
    });
    return (outputOf(status, text) as Uploaded).attachment;
  },
  url: (id, variant) => `${url}/v1/media/${id}/${variant}`,
});
