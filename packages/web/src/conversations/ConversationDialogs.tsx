import type { Conversation, ConversationId } from '@parley/contract';
import type { ConversationHandle } from '@parley/sdk';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useClient } from '../app/client-context.tsx';
import { toast } from '../app/toasts.ts';
import { BlockDialog } from '../blocks/index.ts';
import { ReportDialog } from '../requests/index.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';

export type AskedOfConversation = 'clear' | 'delete' | 'close' | 'block' | 'report';

type Props = {
  asked: AskedOfConversation;
  id: ConversationId;
  handle: ConversationHandle;
  peer: Conversation['peer'];
  onClose: () => void;
};

/** What is asked before a conversation is emptied or left (MSG-8) or closed (ADM-4), or its other side is blocked or reported. */
export function ConversationDialogs({ asked, id, handle, peer, onClose }: Props) {
  const { t } = useTranslation();
  const client = useClient();
  const [, navigate] = useLocation();
  const name = peer.displayName || t('people.thisPerson');
  if (asked === 'block') return <BlockDialog person={peer} onClose={onClose} />;
  if (asked === 'report') return <ReportDialog conversationId={id} person={peer} onClose={onClose} />;
  const verbs = {
    clear: () => handle.clear(),
    delete: () => handle.delete(),
    close: () => client.call('conversations.close', { conversationId: id }),
  };
  const done = { clear: 'cleared', delete: 'deleted', close: 'closed' } as const;
  const confirm = async () => {
    await verbs[asked]();
    toast(t(`conversation.${done[asked]}`));
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
