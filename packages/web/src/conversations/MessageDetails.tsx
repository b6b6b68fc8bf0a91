import type { Conversation } from '@parley/contract';
import { Check, CheckCheck, Clock3, Eye, Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { exactTime } from '../app/time.ts';
import { attachmentsOf, KindIcon, sizeLabel, toldOf } from '../media/index.ts';
import { type BubbleItem, statusOf } from '../messages/index.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './MessageDetails.module.css';

type Props = { bubble: BubbleItem; conversation: Conversation; onClose: () => void };

/** Whose message it is, its exact time, and of mine how far it came: as far as is known, so nothing is said of what is not (RCPT-1). */
export function MessageDetails({ bubble, conversation, onClose }: Props) {
  const { t } = useTranslation();
  const { isMine, failure, seq, atMs, editedAtMs } = bubble;
  const { peer } = conversation;
  const status = isMine && !failure && !bubble.isUnsent ? statusOf(bubble, conversation) : undefined;
  const isDelivered = status === 'delivered' || status === 'seen';
  return (
    <Dialog title={t('messages.details')} onClose={onClose} hasClose>
      <dl className={styles.facts}>
        {!isMine && (
          <Fact icon={<Avatar person={peer} size="small" />} label={t('messages.from')}>
            <bdi>{peer.displayName || t('people.thisPerson')}</bdi>
          </Fact>
        )}
        <Fact
          icon={seq === undefined ? <Clock3 size={18} /> : <Check size={18} />}
          label={seq === undefined ? t('messages.writtenAt') : t('messages.sentAt')}
        >
          {exactTime(atMs)}
        </Fact>
        <HeldFact bubble={bubble} />
        {editedAtMs !== undefined && (
          <Fact icon={<Pencil size={18} />} label={t('messages.editedAt')}>
            {exactTime(editedAtMs)}
          </Fact>
        )}
        {isDelivered && (
          <Fact icon={<CheckCheck size={18} />} label={t('messages.status.delivered')}>
            {t('messages.toTheirDevice')}
          </Fact>
        )}
        {status === 'seen' && (
          <Fact icon={<Eye size={18} />} label={t('messages.status.seen')}>
            <bdi>{t('messages.byName', { name: peer.displayName })}</bdi>
          </Fact>
        )}
        {(status === 'sending' || failure) && (
          <Fact icon={<Clock3 size={18} />} label={t('messages.statusLabel')}>
            {failure ? t('messages.notSentBecause', { reason: failure.sentence }) : t('messages.status.sending')}
          </Fact>
        )}
      </dl>
    </Dialog>
  );
}

/** What it holds: how large, and of one picture or sound its own measure. */
function HeldFact({ bubble: { content } }: Pick<Props, 'bubble'>) {
  const { t } = useTranslation();
  const { kind, label } = toldOf(content, t);
  const [first, ...others] = attachmentsOf(content);
  if (!kind || !first) return null;
  const bytes = [first, ...others].reduce((sum, one) => sum + one.bytes, 0);
  const { width, height } = first;
  const size = others.length === 0 && width && height ? `${width} × ${height}, ` : '';
  return (
    <Fact icon={<KindIcon kind={kind} size={18} />} label={label}>
      {size}
      {sizeLabel(bytes)}
    </Fact>
  );
}

function Fact({ icon, label, children }: { icon: ReactNode; label: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>
        <span className={styles.icon}>{icon}</span>
        {label}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
