import type { Conversation } from '@parley/contract';
import type { ConversationHandle } from '@parley/sdk';
import { Ban, Eraser, Trash2, UserRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { toast } from '../app/toasts.ts';
import { BlockDialog } from '../blocks/index.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import type { MenuItem } from '../ui/Menu.tsx';

/** What can be done with a whole conversation, and the questions asked before. */
export function useConversationMenu(handle: ConversationHandle, { peer, lastMessage, isListed }: Conversation) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [asked, setAsked] = useState<'clear' | 'delete' | 'block'>();
  const close = () => setAsked(undefined);

  const items: MenuItem[] = [];
  if (peer.isAvailable) {
    items.push({
      id: 'profile',
      label: t('conversation.viewProfile'),
      icon: <UserRound size={18} />,
      onChoose: () => navigate(`/u/${encodeURIComponent(peer.handle)}`),
    });
  }
  if (lastMessage) {
    items.push({
      id: 'clear',
      label: t('conversation.clear'),
      icon: <Eraser size={18} />,
      onChoose: () => setAsked('clear'),
    });
  }
  if (isListed) {
    items.push({
      id: 'delete',
      label: t('conversation.delete'),
      icon: <Trash2 size={18} />,
      onChoose: () => setAsked('delete'),
    });
  }
  if (peer.isAvailable) {
    items.push({
      id: 'block',
      label: t('blocks.blockName', { name: peer.displayName }),
      icon: <Ban size={18} />,
      isDanger: true,
      onChoose: () => setAsked('block'),
    });
  }

  const dialog = (
    <>
      {asked === 'clear' && (
        <ConfirmDialog
          title={t('conversation.clearTitle')}
          confirm={t('conversation.clear')}
          isDanger
          onConfirm={async () => {
            await handle.clear();
            toast(t('conversation.cleared'));
          }}
          onClose={close}
        >
          <p>{t('conversation.clearBody', { name: peer.displayName || t('people.unavailable') })}</p>
        </ConfirmDialog>
      )}
      {asked === 'delete' && (
        <ConfirmDialog
          title={t('conversation.deleteTitle')}
          confirm={t('conversation.delete')}
          isDanger
          onConfirm={async () => {
            await handle.delete();
            toast(t('conversation.deleted'));
            navigate('/', { replace: true });
          }}
          onClose={close}
        >
          <p>{t('conversation.deleteBody', { name: peer.displayName || t('people.unavailable') })}</p>
        </ConfirmDialog>
      )}
      {asked === 'block' && <BlockDialog person={peer} onClose={close} />}
    </>
  );
  return { items, dialog };
}
