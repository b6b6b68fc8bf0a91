import { useTranslation } from 'react-i18next';
import { exactTime } from '../app/time.ts';
import type { BubbleItem } from '../messages/index.ts';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './MessageDetails.module.css';

/** The exact time of a message, and how far it came. */
export function MessageDetails({ bubble, onClose }: { bubble: BubbleItem; onClose: () => void }) {
  const { t } = useTranslation();
  const when = bubble.seq === undefined ? t('messages.writtenAt') : t('messages.sentAt');
  return (
    <Dialog title={t('messages.details')} onClose={onClose} hasClose>
      <dl className={styles.facts}>
        <dt>{when}</dt>
        <dd>{exactTime(bubble.atMs)}</dd>
        {bubble.status && (
          <>
            <dt>{t('messages.statusLabel')}</dt>
            <dd>{t(`messages.status.${bubble.status}`)}</dd>
          </>
        )}
      </dl>
    </Dialog>
  );
}
