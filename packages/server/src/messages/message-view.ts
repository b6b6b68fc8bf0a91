import { type Content, type Message, stickerUrl, type UserId } from '@parley/contract';
import type { MessageRow } from '@parley/store';
import { forViewer } from '../announce/index.ts';
import { toInstant } from '../clock.ts';
import { contentKindOf } from '../media/index.ts';

export function toMessageView(row: MessageRow, viewerId: UserId): Message {
  const { conversationId, seq, senderId, sentAtMs, clientMessageId } = row;
  const { replyToSeq, editedAtMs, unsentAtMs } = row;
  const message: Message = {
    ...{ conversationId, seq, senderId, sentAt: toInstant(sentAtMs), clientMessageId },
    content: contentOf(row),
    ...(replyToSeq === undefined ? {} : { replyToSeq }),
    ...(editedAtMs === undefined ? {} : { editedAt: toInstant(editedAtMs) }),
    ...(unsentAtMs === undefined ? {} : { unsentAt: toInstant(unsentAtMs) }),
  };
  return forViewer(message, viewerId);
}

function contentOf({ text, entities, attachments = [], sticker, share }: MessageRow): Content {
  const [first] = attachments;
  const said = { text, entities: [...entities] };
  if (sticker) return { kind: 'sticker', ...said, sticker: { id: sticker, url: stickerUrl(sticker) } };
  if (share) return { kind: 'share', ...said, share: { ...share, ...(first ? { cover: first } : {}) } };
  return first ? { kind: contentKindOf(first), ...said, attachments: [...attachments] } : { kind: 'text', ...said };
}
