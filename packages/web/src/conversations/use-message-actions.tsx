import type { Conversation } from '@parley/contract';
import type { ConversationHandle } from '@parley/sdk';
import { CircleCheck, Copy, CornerLeftUp, EyeOff, Flag, Info, Pencil, Reply, Undo2 } from 'lucide-react';
import { Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../app/copy.ts';
import { sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';
import type { BubbleItem } from '../messages/index.ts';
import { ReportDialog } from '../requests/index.ts';
import { Menu, type MenuItem, type MenuPlace } from '../ui/Menu.tsx';
import { canEdit, canReply, canUnsend } from './composing-view-model.ts';
import { MessageDetails, UnsendDialog } from './parts.ts';
import type { Composing } from './use-composing.ts';

type Deeds = { select: (seq: number) => void; start: Composing['start']; goTo: (seq: number) => void };

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
  const retry = useCallback((bubble: BubbleItem) => handle.retry(bubble.key), [handle]);
  const discard = useCallback((bubble: BubbleItem) => handle.discard(bubble.key), [handle]);

  const hide = (seq: number) =>
    handle.hide([seq]).then(
      () => toast(t('messages.hidden')),
      (error: unknown) => toast(sentenceOf(error, t)),
    );
  const itemsFor = (bubble: BubbleItem): MenuItem[] => {
    const { seq, quote, isUnsent } = bubble;
    const copy = () => copyText(bubble.content.text, { done: t('messages.copied'), failed: t('messages.copyFailed') });
    const items: (MenuItem | false)[] = [
      ...(seq === undefined ? [] : writingItems(bubble, seq)),
      quote?.kind === 'text' && {
        id: 'original',
        label: t('messages.goToOriginal'),
        icon: <CornerLeftUp size={18} data-mirrors="" />,
        onChoose: () => deeds.goTo(quote.seq),
      },
      !isUnsent && { id: 'copy', label: t('messages.copy'), icon: <Copy size={18} />, onChoose: () => void copy() },
      ...(seq === undefined ? [] : [selectItem(seq)]),
      { id: 'details', label: t('messages.details'), icon: <Info size={18} />, onChoose: () => setDetailed(bubble) },
      ...(seq === undefined ? [] : leavingItems(bubble, seq)),
    ];
    return items.filter((item) => item !== false);
  };
  const writingItems = (bubble: BubbleItem, seq: number): (MenuItem | false)[] => [
    canReply(bubble, conversation) && {
      id: 'reply',
      label: t('messages.reply'),
      icon: <Reply size={18} data-mirrors="" />,
      onChoose: () => deeds.start('reply', seq),
    },
    canEdit(bubble, conversation, Date.now()) && {
      id: 'edit',
      label: t('messages.edit'),
      icon: <Pencil size={18} />,
      onChoose: () => deeds.start('edit', seq),
    },
  ];
  const selectItem = (seq: number): MenuItem => ({
    id: 'select',
    label: t('messages.select'),
    icon: <CircleCheck size={18} />,
    onChoose: () => deeds.select(seq),
  });
  const leavingItems = (bubble: BubbleItem, seq: number): (MenuItem | false)[] => [
    { id: 'hide', label: t('messages.hide'), icon: <EyeOff size={18} />, onChoose: () => void hide(seq) },
    canUnsend(bubble) && {
      id: 'unsend',
      label: t('messages.unsend'),
      icon: <Undo2 size={18} data-mirrors="" />,
      isDanger: true,
      onChoose: () => setUnsending(seq),
    },
    !bubble.isMine && {
      id: 'report',
      label: t('messages.report'),
      icon: <Flag size={18} />,
      isDanger: true,
      onChoose: () => setReported(seq),
    },
  ];

  const view = (
    <>
      {chosen && (
        <Menu label={t('messages.actions')} items={itemsFor(chosen.bubble)} place={chosen.place} onClose={close} />
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
