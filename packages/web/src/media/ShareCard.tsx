import type { Share } from '@parley/contract';
import { Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cx } from '../ui/cx.ts';
import { Picture } from './Picture.tsx';
import styles from './ShareCard.module.css';

/** A video that was passed on: its cover, what it is called, whose it is and where it leads. */
export function ShareCard({ share: { url, title, authorName, cover } }: { share: Share }) {
  const { t } = useTranslation();
  return (
    <a
      className={styles.card}
      href={url}
      target="_blank"
      rel="noopener noreferrer nofollow"
      onClick={(event) => event.stopPropagation()}
    >
      <span className={cx(styles.cover, !cover && styles.without)}>
        {cover && <Picture attachment={cover} size="large" alt="" />}
        <span className={styles.play}>
          <Play size={24} fill="currentColor" role="img" aria-label={t('media.sharedVideo')} />
        </span>
      </span>
      <span className={styles.words}>
        <b className={styles.title} dir="auto">
          {title}
        </b>
        {authorName && (
          <span className={styles.author} dir="auto">
            {t('media.by', { name: authorName })}
          </span>
        )}
        <span className={styles.host} dir="ltr">
          {hostOf(url)}
        </span>
      </span>
    </a>
  );
}

/** Where it leads, by the name that one knows it by. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : '';
}
