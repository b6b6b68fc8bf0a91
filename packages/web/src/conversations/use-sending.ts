// The ways in which something goes from one conversation: words, what is attached, a voice note, a sticker.
import type { StickerId } from '@parley/contract';
import type { ConversationHandle, ConversationState } from '@parley/sdk';
import { useMemo, useState } from 'react';
import { type Attaching, deliverTo, useAttaching } from '../media/index.ts';
import type { Composing } from './use-composing.ts';

type Ready = Extract<ConversationState, { status: 'ready' }>;
type More = { composing: Composing; endUnread: () => void; jumpToNewest: () => void };

export type Sending = {
  attaching: Attaching;
  /** How often something was sent since the conversation was opened. */
  sentCount: number;
  /** With what is in the tray. */
  send(text: string): void;
  sendVoice(recording: Parameters<Attaching['sendVoice']>[0]): void;
  sendSticker(id: StickerId): void;
};

export function useSending(
  handle: ConversationHandle,
  { conversation, hasNewer }: Ready,
  { composing, endUnread, jumpToNewest }: More,
): Sending {
  const deliver = useMemo(() => deliverTo(handle), [handle]);
  const attaching = useAttaching(conversation, deliver);
  const replyToSeq = composing.mode?.kind === 'reply' ? composing.mode.seq : undefined;
  const reply = replyToSeq === undefined ? {} : { replyToSeq };
  const [sentCount, setSentCount] = useState(0);
  const around = (act: () => void) => {
    endUnread();
    act();
    setSentCount((count) => count + 1);
    composing.end();
    if (hasNewer) jumpToNewest();
  };
  return {
    attaching,
    sentCount,
    send: (text) =>
      around(() => {
        if (!attaching.canSend) return void handle.send(text, reply);
        // It goes when all that it holds is there; what was begun is finished now.
        if (text !== '' || conversation.draft) handle.saveDraft('');
        attaching.send(text, replyToSeq);
      }),
    sendVoice: (recording) => around(() => attaching.sendVoice(recording, replyToSeq)),
    sendSticker: (sticker) => around(() => void handle.send('', { sticker, keepsDraft: true, ...reply })),
  };
}
