// What this browser has of its own: the picture of what is being sent is shown from here, before and after it is uploaded.
import type { Attachment, AttachmentId } from '@parley/contract';

/** Addresses of bytes in this page (`blob:`). `poster` is of a video. */
export type LocalSource = { url: string; poster?: string | undefined };

/** More are never looked at again at once; their bytes are given back. */
const keptMax = 80;
const sources = new Map<string, LocalSource>();
const sent = new Map<AttachmentId, Attachment>();

export const localSource = (id: string): LocalSource | undefined => sources.get(id);

export function keepSource(id: string, source: LocalSource): void {
  sources.set(id, source);
  const [oldest] = sources.keys();
  if (sources.size > keptMax && oldest !== undefined) dropSource(oldest);
}

/** What was uploaded is shown from here under its new name too. */
export function keepSent(localId: string, attachment: Attachment): void {
  const source = sources.get(localId);
  sent.set(attachment.id, attachment);
  if (source) keepSource(attachment.id, source);
}

export function dropSource(id: string): void {
  const source = sources.get(id);
  sources.delete(id);
  if (!source || [...sources.values()].some(({ url }) => url === source.url)) return;
  for (const url of [source.url, source.poster]) if (url?.startsWith('blob:')) URL.revokeObjectURL(url);
}

/** What a message of mine holds that waits to be sent; of what an earlier visit uploaded the kind alone is known. */
export function waitingAttachment(id: AttachmentId, kind: Attachment['kind']): Attachment {
  return sent.get(id) ?? { id, kind, mime: '', bytes: 0 };
}
