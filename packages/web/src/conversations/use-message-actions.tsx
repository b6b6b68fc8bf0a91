import type { Conversation } from '@parley/contract';
import type { ConversationHandle } from '@parley/sdk';
import { Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';
import { useDesk } from '../media/index.ts';
import type { BubbleItem } from '../messages/index.ts';
import { ReportDialog } from '../requests/index.ts';
import { Menu, type MenuPlace } from '../ui/Menu.tsx';
import { type MessageWays, messageItems } from './message-items.tsx';
import { MessageDetails, UnsendDialog } from './parts.ts';

type Deeds = Pick<MessageWays, 'select' | 'start' | 'goTo'>;

/** What can be done with one message: the menu beside it, and its details. */
export function useMessageActions(handle: ConversationHandle, conversation: Conversation, deeds: Deeds) {
  const { id, peer } = conversation;
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<{ bubble: BubbleItem; place: MenuPlace }>();
  const [detailed, setDetailed] = useState<BubbleItem>();
  const [reported, setReported] = useState<number>();
  const [unsending, setUnsending] = useState<number>();
  const open = useCallback((bubble: BubbleItem, place: MenuPlace) => setChosen({ bubble, place }), []);
  const close = useCallback(() => setChosen(undefined), []);
  const desk = useDesk();
  // What is not uploaded yet is nothing that the outbox knows.
  const retry = useCallback(({ key }: BubbleItem) => void (desk.retryLetter(key) || handle.retry(key)), [desk, handle]);
  const discard = useCallback(
    ({ key }: BubbleItem) => void (desk.discardLetter(key) || handle.discard(key)),
    [desk, handle],
  );

  const ways: MessageWays = {
    ...deeds,
    hide: (seq) =>
      void handle.hide([seq]).then(
        () => toast(t('messages.hidden')),
        (error: unknown) => toast(sentenceOf(error, t)),
      ),
    showDetails: setDetailed,
    unsend: setUnsending,
    report: setReported,
  };

  const view = (
    <>
      {chosen && (
        <Menu
          label={t('messages.actions')}
          items={messageItems(chosen.bubble, conversation, ways, t)}
          place={chosen.place}
          onClose={close}
        />
      )}
      {detailed && (
        <Suspense fallback={null}>
          <MessageDetails bubble={detailed} conversation={conversation} onClose={() => setDetailed(undefined)} />
        </Suspense>
      )}
      {unsending !== undefined && (
        <Suspense fallback={null}>
          <UnsendDialog
            handle={handle}
            seq={unsending}
            peerName={peer.displayName}
            onClose={() => setUnsending(undefined)}
          />
        </Suspense>
      )}
      {reported !== undefined && (
        <Suspense fallback={null}>
          <ReportDialog conversationId={id} person={peer} seq={reported} onClose={() => setReported(undefined)} />
        </Suspense>
      )}
    </>
  );
  return { open, retry, discard, view };
}
