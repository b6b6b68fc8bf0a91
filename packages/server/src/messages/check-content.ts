import type { ContentInput, StickerId } from '@parley/contract';
import { checkText, parseEntities, textRules } from '@parley/core';
import { type Refused, refuseField, refuseText } from '../outcome.ts';
import { checkShare } from '../shares/index.ts';
import type { StickerSet } from '../stickers/index.ts';
import type { SendRequest } from './decide-send.ts';

/** What this server knows of what may be sent. */
export type KnownContent = { stickers: StickerSet; shareOrigins: readonly string[] };
type Content = Pick<SendRequest, 'text' | 'entities' | 'holds' | 'sticker' | 'share' | 'misfit'>;

/** A message's content as it may be stored (MSG-4), or why it may not. */
export function checkContent(content: ContentInput, known: KnownContent): Content | Refused {
  if (content.kind === 'sticker') return { text: '', entities: [], ...toSticker(content.stickerId, known) };
  const { text } = content;
  const bad = content.kind !== 'text' && text === '' ? undefined : checkWords(text);
  if (bad) return bad;
  const said = { text, entities: parseEntities(text) };
  if (content.kind === 'text') return said;
  if (content.kind !== 'share') return { ...said, holds: { ...content, field: 'content.attachmentIds' } };
  const { coverAttachmentId: cover } = content;
  const holds = cover && ({ kind: 'cover', attachmentIds: [cover], field: 'content.coverAttachmentId' } as const);
  const checked = checkShare(content, known.shareOrigins);
  return { ...said, holds, ...('share' in checked ? checked : { misfit: checked.refusal }) };
}

export function checkWords(text: string): Refused | undefined {
  const checked = checkText(text, textRules.message);
  return checked.ok ? undefined : refuseText('content.text', checked.problem);
}

const toSticker = (sticker: StickerId, { stickers }: KnownContent): Pick<Content, 'sticker' | 'misfit'> =>
  stickers.images.has(sticker)
    ? { sticker }
    : { misfit: refuseField('content.stickerId', 'is no sticker that there is here').refusal };
