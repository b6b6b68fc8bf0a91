// What a message holds, in words: for previews, quotes, hits, announcements and whoever listens (MED-20).
import type { Attachment, Content, StickerId } from '@parley/contract';
import type { TFunction } from 'i18next';
import { stickerName } from '../stickers/index.ts';
import { durationLabel } from './duration-label.ts';

export type MediaKind = Attachment['kind'] | 'sticker' | 'share';

/** `label` is what it holds, empty where it is a text alone; `text` is what was written. */
export type Told = { kind: MediaKind | undefined; label: string; text: string };

export const attachmentsOf = (content: Content): readonly Attachment[] =>
  'attachments' in content ? content.attachments : [];

/** What a message holds besides its text; undefined where it is a text alone. Of photos and videos together, the first counts. */
export function heldKind(content: Content): MediaKind | undefined {
  if (content.kind === 'sticker' || content.kind === 'share') return content.kind;
  return attachmentsOf(content)[0]?.kind;
}

export function toldOf(content: Content, t: TFunction): Told {
  const { text } = content;
  const attachments = attachmentsOf(content);
  const [first] = attachments;
  if (content.kind === 'sticker') return { kind: 'sticker', label: t('media.sticker'), text };
  if (content.kind === 'share')
    return { kind: 'share', label: t('media.shared', { title: content.share.title }), text };
  if (!first) return { kind: undefined, label: '', text };
  return { kind: first.kind, label: labelOf(first, attachments, t), text };
}

function labelOf(first: Attachment, all: readonly Attachment[], t: TFunction): string {
  if (first.kind === 'voice') return t('media.voice', { duration: durationLabel(first.durationMs ?? 0) });
  if (first.kind === 'file') return first.name ?? t('media.file');
  const areAlike = all.every(({ kind }) => kind === first.kind);
  return t(`media.${areAlike ? first.kind : 'mixed'}`, { count: all.length });
}

/** In one line beside a sign of its kind: what was written, or else what it holds. A file goes by its name. */
export function glance({ kind, label, text }: Told): string {
  if (kind === 'file' && text !== '') return `${label}, ${text}`;
  return text === '' ? label : text;
}

/** For whoever listens: what it holds and what was written. */
export function spoken(content: Content, t: TFunction): string {
  const { label, text } = toldOf(content, t);
  if (content.kind === 'sticker') return stickerSaid(content.sticker.id, label, t);
  if (label === '' || text === '') return label + text;
  return t('media.withText', { what: label, text });
}

function stickerSaid(id: StickerId, label: string, t: TFunction): string {
  const name = stickerName(id, t);
  return name === label ? label : t('media.withText', { what: label, text: name });
}
