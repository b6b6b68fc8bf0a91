// What one attaches in a conversation: by choosing, pasting, dropping or recording.
import { type Conversation, limits } from '@parley/contract';
import type { ConversationHandle } from '@parley/sdk';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '../app/toasts.ts';
import type { Deliver } from './desk.ts';
import type { Parcel } from './parcels.ts';
import { toDraft } from './pick.ts';
import type { Recording } from './recorder.ts';
import { keepSource } from './sources.ts';
import { useDesk, useDeskView } from './use-desk.ts';

/** So much is prepared at once; more would hide what one writes. */
const trayMax = 3 * limits.mediaPerMessageMax;

export type Attaching = {
  tray: readonly Parcel[];
  /** Whether what is in the tray can go, or some of it. */
  canSend: boolean;
  /** Why nothing can be attached here now (REQ-2); absent where it can. */
  reason: string | undefined;
  pick(files: readonly File[], as: 'media' | 'file'): void;
  remove(id: string): void;
  retry(id: string): void;
  sendAsFile(id: string): void;
  /** Sends the tray with its words. */
  send(text: string, replyToSeq: number | undefined): void;
  sendVoice(recording: Recording, replyToSeq: number | undefined): void;
};

/** `deliver`: hands a message over when all that it holds is there. */
export function useAttaching({ id: place, peer, request }: Conversation, deliver: Deliver): Attaching {
  const { t } = useTranslation();
  const desk = useDesk();
  const { tray } = useDeskView(place);
  const name = peer.displayName || t('people.thisPerson');
  const reason = request?.direction === 'outgoing' ? t('media.textOnly', { name }) : undefined;
  return useMemo(
    () => ({
      tray,
      canSend: tray.some(({ status }) => status !== 'refused'),
      reason,
      pick: (files, as) => {
        if (files.length === 0) return;
        if (reason !== undefined) return toast(reason);
        const room = Math.max(0, trayMax - tray.length);
        if (files.length > room) toast(t('media.tooMany', { count: trayMax }));
        desk.add(
          place,
          files.slice(0, room).map((file) => toDraft(file, as)),
        );
      },
      remove: (id) => desk.remove(place, id),
      retry: (id) => desk.retry(id),
      sendAsFile: (id) => desk.sendAsFile(place, id),
      send: (text, replyToSeq) => desk.send(place, { text, replyToSeq, deliver }),
      sendVoice: ({ bytes, durationMs, waveform }, replyToSeq) => {
        const read = (id: string) => {
          keepSource(id, { url: URL.createObjectURL(bytes) });
          return Promise.resolve({ durationMs, waveform });
        };
        desk.sendNow(place, { kind: 'voice', name: '', bytes, read }, { text: '', replyToSeq, deliver });
      },
    }),
    [deliver, desk, place, reason, t, tray],
  );
}

/** Hands a message to the outbox under the name that its bubble has already. */
export const deliverTo =
  (handle: ConversationHandle): Deliver =>
  ({ key, text, replyToSeq }, attachments) => {
    const reply = replyToSeq === undefined ? {} : { replyToSeq };
    // By now something else may be begun.
    handle.send(text, { clientMessageId: key, attachments, keepsDraft: true, ...reply });
  };
