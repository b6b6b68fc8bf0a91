import type { Conversation } from '@parley/contract';
import type { ConversationHandle } from '@parley/sdk';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { toast } from '../app/toasts.ts';
import { BlockDialog } from '../blocks/index.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';

export type AskedOfConversation = 'clear' | 'delete' | 'block';

type Props = {
  asked: AskedOfConversation;
  handle: ConversationHandle;
  peer: Conversation['peer'];
  onClose: () => void;
};

/** What is asked before a conversation is emptied or left (MSG-8), or its other side is blocked. */
export function ConversationDialogs({ asked, handle, peer, onClose }: Props) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const name = peer.displayName || t('people.thisPerson');
  if (asked === 'block') return <BlockDialog person={peer} onClose={onClose} />;
  const confirm = async () => {
    await (asked === 'clear' ? handle.clear() : handle.delete());
    toast(t(asked === 'clear' ? 'conversation.cleared' : 'conversation.deleted'));
    if (asked === 'delete') navigate('/', { replace: true });
  };
  return (
    <ConfirmDialog
      title={t(`conversation.${asked}Title`)}
      confirm={t(`conversation.${asked}`)}
      isDanger
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t(`conversation.${asked}Body`, { name })}</p>
    </ConfirmDialog>
  );
}
