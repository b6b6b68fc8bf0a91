import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
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
};

/** One conversation in the list. Unread is told by weight and pill, not by colour alone. */
export function InboxRow({ row, exactTime, isSelected, isTabStop, index }: Props) {
  const { t } = useTranslation();
  const presence = usePresence(row.peer.id);
  return (
    <Link
      href={`/c/${row.id}`}
      className={cx(styles.row, row.isUnread && styles.unread, isSelected && styles.selected)}
      aria-current={isSelected ? 'page' : undefined}
      tabIndex={isTabStop ? 0 : -1}
      data-row-index={index}
    >
      <Avatar person={row.peer} isActive={presence?.isActive ?? false} />
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
            <bdi className={styles.text}>{row.preview || t('inbox.noMessages')}</bdi>
          </span>
          {row.isUnread && (
            <span className={styles.pill}>
              <span aria-hidden="true">{countLabel(row.unreadCount)}</span>
              <span className={styles.said}>{t('inbox.unread', { count: row.unreadCount })}</span>
            </span>
          )}
        </span>
      </span>
    </Link>
  );
}
