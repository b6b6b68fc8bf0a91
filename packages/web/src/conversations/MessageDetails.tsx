import type { Conversation } from '@parley/contract';
import { Check, CheckCheck, Clock3, Eye, Pencil } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { exactTime } from '../app/time.ts';
import { type BubbleItem, statusOf } from '../messages/index.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './MessageDetails.module.css';

type Props = { bubble: BubbleItem; conversation: Conversation; onClose: () => void };

/** Whose message it is, its exact time, and of mine how far it came: as far as is known, so nothing is said of what is not (RCPT-1). */
export function MessageDetails({ bubble, conversation, onClose }: Props) {
  const { t } = useTranslation();
  const { isMine, failure, seq, atMs } = bubble;
  const { peer } = conversation;
  const status = isMine && !failure && !bubble.isUnsent ? statusOf(bubble, conversation) : undefined;
  const isDelivered = status === 'delivered' || status === 'seen';
  return (
    <Dialog title={t('messages.details')} onClose={onClose} hasClose>
      <dl className={styles.facts}>
        {!isMine && (
          <div className={styles.fact}>
            <dt>
              <span className={styles.icon}>
                <Avatar person={peer} size="small" />
              </span>
              {t('messages.from')}
            </dt>
            <dd dir="auto">{peer.displayName || t('people.thisPerson')}</dd>
          </div>
        )}
        <div className={styles.fact}>
          <dt>
            <span className={styles.icon}>{seq === undefined ? <Clock3 size={18} /> : <Check size={18} />}</span>
            {seq === undefined ? t('messages.writtenAt') : t('messages.sentAt')}
          </dt>
          <dd>{exactTime(atMs)}</dd>
        </div>
        {bubble.editedAtMs !== undefined && (
          <div className={styles.fact}>
            <dt>
              <span className={styles.icon}>
                <Pencil size={18} />
              </span>
              {t('messages.editedAt')}
            </dt>
            <dd>{exactTime(bubble.editedAtMs)}</dd>
          </div>
        )}
        {isDelivered && (
          <div className={styles.fact}>
            <dt>
              <span className={styles.icon}>
                <CheckCheck size={18} />
              </span>
              {t('messages.status.delivered')}
            </dt>
            <dd>{t('messages.toTheirDevice')}</dd>
          </div>
        )}
        {status === 'seen' && (
          <div className={styles.fact}>
            <dt>
              <span className={styles.icon}>
                <Eye size={18} />
              </span>
              {t('messages.status.seen')}
            </dt>
            <dd dir="auto">{t('messages.byName', { name: peer.displayName })}</dd>
          </div>
        )}
        {(status === 'sending' || failure) && (
          <div className={styles.fact}>
            <dt>
              <span className={styles.icon}>
                <Clock3 size={18} />
              </span>
              {t('messages.statusLabel')}
            </dt>
            <dd>
              {failure ? t('messages.notSentBecause', { reason: failure.sentence }) : t('messages.status.sending')}
            </dd>
          </div>
        )}
      </dl>
    </Dialog>
  );
}
