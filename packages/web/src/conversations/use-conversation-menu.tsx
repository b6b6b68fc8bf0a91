import type { Conversation } from '@parley/contract';
import type { ConversationHandle } from '@parley/sdk';
import { Ban, DoorClosed, Eraser, Flag, Search, Trash2, UserRound } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { MenuItem } from '../ui/Menu.tsx';
import type { AskedOfConversation } from './ConversationDialogs.tsx';
import { ConversationDialogs } from './parts.ts';
import { useArrangeMenu } from './use-arrange-menu.tsx';

type Item = MenuItem & { isOffered: boolean };
const offered = (some: Item[]) => some.filter(({ isOffered }) => isOffered);

/** What can be done with a whole conversation, and the questions asked before. */
export function useConversationMenu(handle: ConversationHandle, conversation: Conversation, onFind: () => void) {
  const { id, peer, lastMessage, isListed, folder, abilities } = conversation;
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [asked, setAsked] = useState<AskedOfConversation>();

  const all: Item[] = [
    {
      id: 'profile',
      label: t('conversation.viewProfile'),
      icon: <UserRound size={18} />,
      isOffered: peer.isAvailable,
      onChoose: () => navigate(`/u/${encodeURIComponent(peer.handle)}`),
    },
    {
      id: 'find',
      label: t('find.menu'),
      icon: <Search size={18} />,
      isOffered: lastMessage !== undefined,
      onChoose: onFind,
    },
    {
      id: 'clear',
      label: t('conversation.clear'),
      icon: <Eraser size={18} />,
      isOffered: lastMessage !== undefined,
      onChoose: () => setAsked('clear'),
    },
    {
      id: 'delete',
      label: t('conversation.delete'),
      icon: <Trash2 size={18} />,
      isOffered: isListed && folder === 'inbox',
      onChoose: () => setAsked('delete'),
    },
    {
      id: 'close',
      label: t('conversation.close'),
      icon: <DoorClosed size={18} />,
      isOffered: abilities.close && folder === 'inbox',
      onChoose: () => setAsked('close'),
    },
    {
      id: 'report',
      label: t('conversation.report'),
      icon: <Flag size={18} />,
      isDanger: true,
      isOffered: lastMessage !== undefined,
      onChoose: () => setAsked('report'),
    },
    {
      id: 'block',
      label: t('blocks.blockName', { name: peer.displayName }),
      icon: <Ban size={18} />,
      isDanger: true,
      isOffered: peer.isAvailable && folder !== 'blocked',
      onChoose: () => setAsked('block'),
    },
  ];
  const arrange = useArrangeMenu(conversation);
  const [profile, find, ...rest] = all;
  const items = [...offered([profile, find].filter((one) => one !== undefined)), ...arrange.items, ...offered(rest)];

  const dialog = asked && (
    <Suspense fallback={null}>
      <ConversationDialogs asked={asked} id={id} handle={handle} peer={peer} onClose={() => setAsked(undefined)} />
    </Suspense>
  );
  return { items, dialog: dialog || arrange.dialog };
}
