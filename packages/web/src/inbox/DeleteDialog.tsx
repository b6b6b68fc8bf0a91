import type { Conversation } from '@parley/contract';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useClient } from '../app/client-context.tsx';
import { listPath } from '../app/list-path.ts';
import { conversationIdOf } from '../app/shell-view-model.ts';
import { toast } from '../app/toasts.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';

type Props = { rows: readonly Conversation[]; onClose: () => void; onDone?: () => void };

/** Asked before conversations leave the inbox with everything in them (MSG-8). */
export function DeleteDialog({ rows, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const client = useClient();
  const [path, navigate] = useLocation();
  const [only] = rows;
  const name = only?.peer.displayName || t('people.thisPerson');
  const isOne = rows.length === 1;
  const confirm = async () => {
    for (const { id } of rows) await client.conversation({ conversationId: id }).delete();
    toast(isOne ? t('conversation.deleted') : t('inbox.deletedMany', { count: rows.length }));
    if (rows.some(({ id }) => id === conversationIdOf(path))) navigate(listPath(), { replace: true });
    onDone?.();
  };
  return (
    <ConfirmDialog
      title={isOne ? t('conversation.deleteTitle') : t('inbox.deleteMany', { count: rows.length })}
      confirm={isOne ? t('conversation.delete') : t('inbox.deleteManyAction')}
      isDanger
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{isOne ? t('conversation.deleteBody', { name }) : t('inbox.deleteManyBody')}</p>
    </ConfirmDialog>
  );
}
