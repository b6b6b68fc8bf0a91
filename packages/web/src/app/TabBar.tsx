import { Bell, CircleUserRound, MessageCircle, Settings } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { countLabel } from '../ui/count-label.ts';
import { cx } from '../ui/cx.ts';
import { Mark } from '../ui/Mark.tsx';
import { useInbox } from './client-context.tsx';
import type { Tab } from './shell-view-model.ts';
import styles from './TabBar.module.css';

type Props = { tab: Tab | undefined; activityCount: number };

/** Inbox, Activity, Profile: at the foot of a phone, at the side of anything wider. */
export function TabBar({ tab, activityCount }: Props) {
  const { t } = useTranslation();
  const inbox = useInbox();
  const unreadCount = inbox.status === 'ready' ? inbox.unreadConversationCount : 0;
  const tabs = [
    { id: 'inbox', href: '/', Icon: MessageCircle, count: unreadCount },
    { id: 'activity', href: '/activity', Icon: Bell, count: activityCount },
    { id: 'profile', href: '/me', Icon: CircleUserRound, count: 0 },
  ] as const;
  return (
    <nav className={styles.bar} aria-label={t('tabs.label')}>
      <span className={styles.brand}>
        <Mark size={30} />
      </span>
      {tabs.map(({ id, href, Icon, count }) => (
        <Link
          key={id}
          href={href}
          className={cx(styles.tab, tab === id && styles.current)}
          aria-current={tab === id ? 'page' : undefined}
        >
          <span className={styles.icon}>
            <Icon size={24} aria-hidden="true" />
            {count > 0 && (
              <span className={styles.count} aria-hidden="true">
                {countLabel(count)}
              </span>
            )}
          </span>
          <span className={styles.label}>{t(`tabs.${id}`)}</span>
          {count > 0 && <span className={styles.said}>{t('tabs.new', { count })}</span>}
        </Link>
      ))}
      <Link href="/settings" className={cx(styles.tab, styles.foot)} title={t('settings.title')}>
        <span className={styles.icon}>
          <Settings size={24} aria-hidden="true" />
        </span>
        <span className={styles.label}>{t('settings.title')}</span>
      </Link>
    </nav>
  );
}
