import type { Message, UserId } from '@parley/contract';
import type { MessageRow } from '@parley/store';
import { forViewer } from '../announce/index.ts';
import { toInstant } from '../clock.ts';

export function toMessageView(row: MessageRow, viewerId: UserId): Message {
  const { conversationId, seq, senderId, sentAtMs, clientMessageId, text, entities } = row;
  const { replyToSeq, editedAtMs, unsentAtMs } = row;
  const message: Message = {
    ...{ conversationId, seq, senderId, sentAt: toInstant(sentAtMs), clientMessageId },
    content: { kind: 'text', text, entities: [...entities] },
    ...(replyToSeq === undefined ? {} : { replyToSeq }),
    ...(editedAtMs === undefined ? {} : { editedAt: toInstant(editedAtMs) }),
    ...(unsentAtMs === undefined ? {} : { unsentAt: toInstant(unsentAtMs) }),
  };
  return forViewer(message, viewerId);
}
