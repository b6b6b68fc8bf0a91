import type { Conversation } from '@parley/contract';
import type { ConversationHandle } from '@parley/sdk';
import { CircleCheck, Copy, EyeOff, Flag, Info } from 'lucide-react';
import { Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../app/copy.ts';
import { sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';
import type { BubbleItem } from '../messages/index.ts';
import { ReportDialog } from '../requests/index.ts';
import { Menu, type MenuItem, type MenuPlace } from '../ui/Menu.tsx';
import { MessageDetails } from './parts.ts';

/** What can be done with one message: the menu beside it, and its details. */
export function useMessageActions(
  handle: ConversationHandle,
  conversation: Conversation,
  onSelect: (seq: number) => void,
) {
  const { id, peer } = conversation;
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<{ bubble: BubbleItem; place: MenuPlace }>();
  const [detailed, setDetailed] = useState<BubbleItem>();
  const [reported, setReported] = useState<number>();
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
    const { seq } = bubble;
    const copy = () => copyText(bubble.content.text, { done: t('messages.copied'), failed: t('messages.copyFailed') });
    const items: MenuItem[] = [
      { id: 'copy', label: t('messages.copy'), icon: <Copy size={18} />, onChoose: () => void copy() },
      { id: 'details', label: t('messages.details'), icon: <Info size={18} />, onChoose: () => setDetailed(bubble) },
    ];
    if (seq !== undefined) {
      const select = () => onSelect(seq);
      items.splice(1, 0, {
        id: 'select',
        label: t('messages.select'),
        icon: <CircleCheck size={18} />,
        onChoose: select,
      });
      items.push({ id: 'hide', label: t('messages.hide'), icon: <EyeOff size={18} />, onChoose: () => void hide(seq) });
    }
    if (seq !== undefined && !bubble.isMine) {
      const report = () => setReported(seq);
      const icon = <Flag size={18} />;
      items.push({ id: 'report', label: t('messages.report'), icon, isDanger: true, onChoose: report });
    }
    return items;
  };

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
      {reported !== undefined && (
        <Suspense fallback={null}>
          <ReportDialog conversationId={id} person={peer} seq={reported} onClose={() => setReported(undefined)} />
        </Suspense>
      )}
    </>
  );
  return { open, retry, discard, view };
}
