import type { Message, UserId } from '@parley/contract';
import type { MessageRow } from '@parley/store';
import { forViewer } from '../announce/index.ts';
import { toInstant } from '../clock.ts';

export function toMessageView(row: MessageRow, viewerId: UserId): Message {
  const { conversationId, seq, senderId, sentAtMs, clientMessageId, text, entities } = row;
  const content = { kind: 'text' as const, text, entities: [...entities] };
  return forViewer({ conversationId, seq, senderId, sentAt: toInstant(sentAtMs), content, clientMessageId }, viewerId);
}
