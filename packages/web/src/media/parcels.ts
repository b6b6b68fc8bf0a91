// What is about to be sent, from the moment it is chosen: read, uploaded, or why not.
import { type Attachment, type AttachmentId, limits, type Refusal } from '@parley/contract';

/** What is known of the bytes before they leave. `poster` is a picture of a video. */
export type Facts = { width?: number; height?: number; durationMs?: number; waveform?: string; poster?: Blob };

/** Why something cannot be sent, known here: `undrawable` is a photo that this browser cannot show. */
export type Problem = { kind: 'too_large'; maxBytes: number } | { kind: 'undrawable' } | { kind: 'empty' };

/** Something chosen. `read` looks at it, and answers what it is or why it cannot be sent. */
export type Draft = {
  kind: Attachment['kind'];
  name: string;
  bytes: Blob;
  read?: (id: string) => Promise<Facts | Problem>;
};

export type Parcel = Omit<Draft, 'read'> & {
  id: string;
  facts: Facts;
} & (
    | { status: 'reading' | 'uploading' }
    | { status: 'uploaded'; attachment: Attachment }
    /** It may be tried again. `isCutOff`: for want of a connection, and is tried again by itself when there is one. */
    | { status: 'failed'; refusal: Refusal; isCutOff: boolean }
    /** It will never go as it is. */
    | { status: 'refused'; problem: Problem | Refusal }
  );

/** A message that waits for what it holds. */
export type Letter = {
  /** The name under which it is sent (MSG-2), so that it stays one bubble. */
  key: string;
  kind: 'media' | 'file' | 'voice';
  text: string;
  replyToSeq: number | undefined;
  atMs: number;
  parcels: readonly Parcel[];
  /** Set while it needs me. */
  failure: Refusal | undefined;
};

const bytesMax: Record<Attachment['kind'], number> = {
  photo: limits.photoBytesMax,
  video: limits.videoBytesMax,
  file: limits.fileBytesMax,
  voice: limits.voiceBytesMax,
};

export function sizeProblem({ kind, bytes }: Pick<Draft, 'kind' | 'bytes'>): Problem | undefined {
  if (bytes.size === 0) return { kind: 'empty' };
  return bytes.size > bytesMax[kind] ? { kind: 'too_large', maxBytes: bytesMax[kind] } : undefined;
}

const letterKinds = { photo: 'media', video: 'media', file: 'file', voice: 'voice' } as const;
export const letterKind = ({ kind }: Pick<Draft, 'kind'>): Letter['kind'] => letterKinds[kind];

/** Of one choosing as many messages as it takes: photos and videos up to nine together, each file by itself (MSG-4). */
export function lettersOf<One extends Pick<Draft, 'kind'>>(chosen: readonly One[]): One[][] {
  const media = chosen.filter((one) => letterKind(one) === 'media');
  const others = chosen.filter((one) => letterKind(one) !== 'media');
  const letters: One[][] = [];
  for (let from = 0; from < media.length; from += limits.mediaPerMessageMax) {
    letters.push(media.slice(from, from + limits.mediaPerMessageMax));
  }
  return [...letters, ...others.map((one) => [one])];
}

/** As what a bubble draws it before the server has said anything. */
export function attachmentOf(parcel: Parcel): Attachment {
  if (parcel.status === 'uploaded') return parcel.attachment;
  const { id, kind, name, bytes } = parcel;
  const { poster: _, ...facts } = parcel.facts;
  const named = kind === 'file' ? { name } : {};
  return { id: id as AttachmentId, kind, mime: bytes.type, bytes: bytes.size, ...named, ...facts };
}
