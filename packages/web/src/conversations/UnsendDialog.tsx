import type { ConversationHandle } from '@parley/sdk';
import { useTranslation } from 'react-i18next';
import { toast } from '../app/toasts.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';

type Props = { handle: ConversationHandle; seq: number; peerName: string; onClose: () => void };

/** MSG-7c: says what goes, and what cannot be undone by it. */
export function UnsendDialog({ handle, seq, peerName, onClose }: Props) {
  const { t } = useTranslation();
  const unsend = async () => {
    await handle.unsend(seq);
    toast(t('unsend.done'));
  };
  return (
    <ConfirmDialog
      title={t('unsend.title')}
      confirm={t('messages.unsend')}
      isDanger
      onConfirm={unsend}
      onClose={onClose}
    >
      <p>{t('unsend.body', { name: peerName || t('people.thisPerson') })}</p>
      <p>{t('unsend.read')}</p>
    </ConfirmDialog>
  );
}
