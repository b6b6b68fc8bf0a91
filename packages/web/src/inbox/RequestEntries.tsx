import { EyeOff, MailQuestionMark } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useInbox } from '../app/client-context.tsx';
import { countLabel } from '../ui/count-label.ts';
import { cx } from '../ui/cx.ts';
import styles from './RequestEntries.module.css';

/** INB-3: the ways to my requests, on top of the list, only when there are any. Nothing about filtered ones calls for attention. */
export function RequestEntries() {
  const { t } = useTranslation();
  const [path] = useLocation();
  const inbox = useInbox();
  if (inbox.status !== 'ready' || inbox.requestCount + inbox.filteredCount === 0) return null;
  const { requestCount, filteredCount } = inbox;
  return (
    <nav className={styles.entries} aria-label={t('inbox.requests')}>
      {requestCount > 0 && (
        <Link className={styles.entry} href="/requests" aria-current={path === '/requests' ? 'page' : undefined}>
          <MailQuestionMark size={20} aria-hidden="true" />
          <span className={styles.label}>{t('inbox.requests')}</span>
          <span className={cx(styles.count, styles.calling)} aria-hidden="true">
            {countLabel(requestCount)}
          </span>
          <span className={styles.said}>{t('inbox.requestsWait', { count: requestCount })}</span>
        </Link>
      )}
      {filteredCount > 0 && (
        <Link
          className={styles.entry}
          href="/requests/filtered"
          aria-current={path === '/requests/filtered' ? 'page' : undefined}
        >
          <EyeOff size={20} aria-hidden="true" />
          <span className={styles.label}>{t('inbox.filteredRequests')}</span>
          <span className={styles.count} aria-hidden="true">
            {countLabel(filteredCount)}
          </span>
          <span className={styles.said}>{t('inbox.filteredWait', { count: filteredCount })}</span>
        </Link>
      )}
    </nav>
  );
}
