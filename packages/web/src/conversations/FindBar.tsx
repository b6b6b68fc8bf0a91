import { ChevronDown, ChevronUp, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../ui/IconButton.tsx';
import styles from './FindBar.module.css';

type Props = {
  query: string;
  /** Which hit is shown, counted from the newest; absent: none was looked for yet. */
  found: { at: number; count: number; hasMore: boolean } | undefined;
  onQuery: (query: string) => void;
  onOlder: () => void;
  onNewer: () => void;
  onEnd: () => void;
  /** Whether one can write at once; off where many stand on one page. */
  hasFocus?: boolean;
};

/** In the header's place while one looks for something in this conversation: up to older hits, down to newer ones. */
export function FindBar({ query, found, onQuery, onOlder, onNewer, onEnd, hasFocus = true }: Props) {
  const { t } = useTranslation();
  const count = found?.count ?? 0;
  const hasOlder = found !== undefined && (found.at < count - 1 || found.hasMore);
  const hasNewer = found !== undefined && found.at > 0;
  const handleKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const isNewer = event.key === 'ArrowDown' || (event.key === 'Enter' && event.shiftKey);
    const isOlder = event.key === 'ArrowUp' || event.key === 'Enter';
    if (!isNewer && !isOlder) return;
    event.preventDefault();
    if (isNewer && hasNewer) onNewer();
    if (!isNewer && hasOlder) onOlder();
  };
  return (
    <div
      className={styles.bar}
      role="search"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onEnd();
      }}
    >
      <h1 className={styles.said}>{t('find.label')}</h1>
      <input
        type="search"
        className={styles.field}
        value={query}
        dir={query === '' ? undefined : 'auto'}
        placeholder={t('find.label')}
        aria-label={t('find.label')}
        enterKeyHint="search"
        autoComplete="off"
        maxLength={100}
        autoFocus={hasFocus}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={handleKey}
      />
      <span className={styles.count} role="status">
        {found && (count === 0 ? t('find.none') : t('find.count', { at: found.at + 1, total: totalOf(found) }))}
      </span>
      <IconButton label={t('find.older')} disabled={!hasOlder} onClick={onOlder}>
        <ChevronUp size={22} />
      </IconButton>
      <IconButton label={t('find.newer')} disabled={!hasNewer} onClick={onNewer}>
        <ChevronDown size={22} />
      </IconButton>
      <IconButton label={t('find.end')} onClick={onEnd}>
        <X size={22} />
      </IconButton>
    </div>
  );
}

const totalOf = ({ count, hasMore }: { count: number; hasMore: boolean }) => (hasMore ? `${count}+` : `${count}`);
