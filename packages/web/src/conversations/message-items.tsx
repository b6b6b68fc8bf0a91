// What the menu of one message offers, in the order of what one most often wants.
import type { Conversation } from '@parley/contract';
import type { TFunction } from 'i18next';
import { CircleCheck, Copy, CornerLeftUp, EyeOff, Flag, Info, Pencil, Reply, Undo2 } from 'lucide-react';
import { copyText } from '../app/copy.ts';
import type { BubbleItem } from '../messages/index.ts';
import type { MenuItem } from '../ui/Menu.tsx';
import { canEdit, canReply, canUnsend } from './composing-view-model.ts';

/** What choosing an item leads to. */
export type MessageWays = {
  start: (kind: 'reply' | 'edit', seq: number) => void;
  goTo: (seq: number) => void;
  select: (seq: number) => void;
  hide: (seq: number) => void;
  showDetails: (bubble: BubbleItem) => void;
  unsend: (seq: number) => void;
  report: (seq: number) => void;
};
type Offered = MenuItem | false;

export function messageItems(bubble: BubbleItem, row: Conversation, ways: MessageWays, t: TFunction): MenuItem[] {
  const { seq, isUnsent } = bubble;
  const copy = () => copyText(bubble.content.text, { done: t('messages.copied'), failed: t('messages.copyFailed') });
  const items: Offered[] = [
    ...(seq === undefined ? [] : answering(bubble, seq, row, { ways, t })),
    !isUnsent &&
      bubble.content.text !== '' && {
        id: 'copy',
        label: t('messages.copy'),
        icon: <Copy size={18} />,
        onChoose: () => void copy(),
      },
    seq !== undefined && {
      id: 'select',
      label: t('messages.select'),
      icon: <CircleCheck size={18} />,
      onChoose: () => ways.select(seq),
    },
    {
      id: 'details',
      label: t('messages.details'),
      icon: <Info size={18} />,
      onChoose: () => ways.showDetails(bubble),
    },
    ...(seq === undefined ? [] : leaving(bubble, seq, { ways, t })),
  ];
  return items.filter((item) => item !== false);
}

type Context = { ways: MessageWays; t: TFunction };

const answering = (bubble: BubbleItem, seq: number, row: Conversation, { ways, t }: Context): Offered[] => [
  canReply(bubble, row) && {
    id: 'reply',
    label: t('messages.reply'),
    icon: <Reply size={18} data-mirrors="" />,
    onChoose: () => ways.start('reply', seq),
  },
  bubble.content.kind !== 'voice' &&
    bubble.content.kind !== 'sticker' &&
    canEdit(bubble, row, Date.now()) && {
      id: 'edit',
      label: t('messages.edit'),
      icon: <Pencil size={18} />,
      onChoose: () => ways.start('edit', seq),
    },
  bubble.quote?.kind === 'text' && {
    id: 'original',
    label: t('messages.goToOriginal'),
    icon: <CornerLeftUp size={18} data-mirrors="" />,
    onChoose: () => bubble.quote && ways.goTo(bubble.quote.seq),
  },
];

const leaving = (bubble: BubbleItem, seq: number, { ways, t }: Context): Offered[] => [
  { id: 'hide', label: t('messages.hide'), icon: <EyeOff size={18} />, onChoose: () => ways.hide(seq) },
  canUnsend(bubble) && {
    id: 'unsend',
    label: t('messages.unsend'),
    icon: <Undo2 size={18} data-mirrors="" />,
    isDanger: true,
    onChoose: () => ways.unsend(seq),
  },
  !bubble.isMine && {
    id: 'report',
    label: t('messages.report'),
    icon: <Flag size={18} />,
    isDanger: true,
    onChoose: () => ways.report(seq),
  },
];
