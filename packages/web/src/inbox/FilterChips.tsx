import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import styles from './FilterChips.module.css';
import { type InboxFilterName, inboxFilters, pathOfFilter } from './inbox-filter.ts';

/** Which conversations are shown. */
export function FilterChips({ filter }: { filter: InboxFilterName }) {
  const { t } = useTranslation();
  return (
    <nav className={styles.chips} aria-label={t('inbox.filters')}>
      {inboxFilters.map((one) => (
        <Link key={one} className={styles.chip} href={pathOfFilter(one)} aria-current={one === filter || undefined}>
          {t(`inbox.filter.${one}`)}
        </Link>
      ))}
    </nav>
  );
}
