import { BellOff, Check, Pin } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { KindIcon } from '../media/index.ts';
import { usePresence } from '../presence/index.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { countLabel } from '../ui/count-label.ts';
import { cx } from '../ui/cx.ts';
import { Name } from '../ui/Name.tsx';
import styles from './InboxRow.module.css';
import type { InboxRow as Row } from './inbox-row-view-model.ts';

type Props = {
  row: Row;
  exactTime: string;
  isSelected: boolean;

  isTabStop: boolean;
  index: number;
  /** Whether it is among those chosen; absent while one does not choose. */
  isChecked?: boolean | undefined;
};

/** One conversation in the list: the way to it, or while one chooses several, one to choose. */
export function InboxRow({ row, exactTime, isSelected, isTabStop, index, isChecked }: Props) {
  const className = cx(
    styles.row,
    row.isUnread && styles.unread,
    isSelected && styles.selected,
    isChecked && styles.checked,
  );
  const place = { className, tabIndex: isTabStop ? 0 : -1, 'data-row-index': index };
  const inside = <Inside row={row} exactTime={exactTime} isChecked={isChecked} />;
  if (isChecked !== undefined) {
    return (
      <button type="button" role="checkbox" aria-checked={isChecked} data-row-id={row.id} {...place}>
        {inside}
      </button>
    );
  }
  return (
    <Link href={`/c/${row.id}`} aria-current={isSelected ? 'page' : undefined} data-row-id={row.id} {...place}>
      {inside}
    </Link>
  );
}

function Inside({ row, exactTime, isChecked }: Pick<Props, 'row' | 'exactTime' | 'isChecked'>) {
  const { t } = useTranslation();
  const presence = usePresence(row.peer.id);
  return (
    <>
      <span className={styles.face}>
        <Avatar person={row.peer} isActive={presence?.isActive ?? false} />
        {isChecked && (
          <span className={styles.check}>
            <Check size={16} strokeWidth={3} />
          </span>
        )}
      </span>
      <span className={styles.words}>
        <span className={styles.top}>
          <Name person={row.peer} className={styles.name ?? ''} />
          <time className={styles.time} title={exactTime}>
            {row.time}
          </time>
        </span>
        <span className={styles.bottom}>
          <span className={styles.preview}>
            {row.prefix && (
              <span className={row.prefix === 'draft' ? styles.draft : undefined}>{t(`inbox.${row.prefix}`)}</span>
            )}
            {row.held && <Held {...row.held} isSaid={row.preview === row.held.label} />}
            <bdi className={styles.text}>{row.preview || t('inbox.noMessages')}</bdi>
          </span>
          <Signs row={row} />
        </span>
      </span>
    </>
  );
}

/** The sign of what the last message holds, and its words where the preview says something else. */
function Held({ kind, label, isSaid }: NonNullable<Row['held']> & { isSaid: boolean }) {
  if (!kind) return null;
  return (
    <span className={styles.held}>
      <KindIcon kind={kind} label={isSaid ? undefined : label} />
    </span>
  );
}

/** At the end of a row: muted, pinned, unread. Unread is told by weight and pill, not by colour alone. */
function Signs({ row }: { row: Row }) {
  const { t } = useTranslation();
  const { isMuted, isPinned, isUnread, unreadCount } = row;
  return (
    <>
      {isMuted && <BellOff size={16} className={styles.sign} role="img" aria-label={t('inbox.muted')} />}
      {isPinned && <Pin size={16} className={styles.sign} role="img" aria-label={t('inbox.pinned')} />}
      {isUnread && (
        <span className={cx(styles.pill, isMuted && styles.hushed, unreadCount === 0 && styles.dot)}>
          {unreadCount > 0 && <span aria-hidden="true">{countLabel(unreadCount)}</span>}
          <span className={styles.said}>
            {unreadCount > 0 ? t('inbox.unread', { count: unreadCount }) : t('inbox.markedUnread')}
          </span>
        </span>
      )}
    </>
  );
}
