import { History } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/client-context.tsx';
import { Button } from '../ui/Button.tsx';
import styles from './RecentSearches.module.css';
import { forgetSearches, recentSearches } from './recent-searches.ts';

/** What one searched for lately, to search for it again. */
export function RecentSearches({ onQuery }: { onQuery: (query: string) => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const [recent, setRecent] = useState(() => recentSearches(me));
  if (recent.length === 0) return <p className={styles.hint}>{t('inbox.searchHint')}</p>;
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('inbox.recent')}</h2>
        <Button
          variant="plain"
          onClick={() => {
            forgetSearches(me);
            setRecent([]);
          }}
        >
          {t('inbox.clearRecent')}
        </Button>
      </div>
      {recent.map((query) => (
        <button key={query} type="button" className={styles.query} data-result="" onClick={() => onQuery(query)}>
          <History size={20} aria-hidden="true" />
          <bdi className={styles.words}>{query}</bdi>
        </button>
      ))}
    </>
  );
}
