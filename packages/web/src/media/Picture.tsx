import type { Attachment } from '@parley/contract';
import { ImageOff, RotateCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../app/client-context.tsx';
import { useOnline } from '../app/use-online.ts';
import { cx } from '../ui/cx.ts';
import styles from './Picture.module.css';
import { stillOf } from './still.ts';

type Props = {
  attachment: Attachment;
  /** `thumb` where it is small. */
  size: 'large' | 'thumb';
  alt: string;
  /** Whole, rather than filling its room. */
  isWhole?: boolean;
};

/** A photo, or the still picture of a video: its few blurred pixels until it is there, and what to do when it does not come. */
export function Picture({ attachment, size, alt, isWhole = false }: Props) {
  const { t } = useTranslation();
  const client = useClient();
  const [state, setState] = useState<'coming' | 'there' | 'failed'>('coming');
  const [tries, setTries] = useState(0);
  const source = stillOf(attachment, size, client);
  const retry = () => {
    setState('coming');
    setTries((count) => count + 1);
  };
  useAgainWhenOnline(state === 'failed', retry);
  const isFailed = state === 'failed';
  return (
    <span className={cx(styles.picture, isWhole && styles.whole)} data-picture={state}>
      {attachment.preview && state !== 'there' && (
        <img className={styles.preview} src={attachment.preview} alt="" aria-hidden="true" draggable={false} />
      )}
      {source && !isFailed && (
        <img
          key={tries}
          className={cx(styles.image, state === 'there' && styles.there)}
          src={source}
          alt={alt}
          decoding="async"
          draggable={false}
          onLoad={() => setState('there')}
          onError={() => setState('failed')}
        />
      )}
      {!source && <span className={styles.none} role="img" aria-label={alt} />}
      {isFailed && (
        <span className={styles.failed}>
          <ImageOff size={22} aria-hidden="true" />
          <button
            type="button"
            className={styles.retry}
            aria-label={t('media.loadAgain', { what: alt })}
            onClick={(event) => {
              event.stopPropagation();
              retry();
            }}
          >
            <RotateCw size={16} aria-hidden="true" />
            <span className={styles.retryText}>{t('ui.retry')}</span>
          </button>
        </span>
      )}
    </span>
  );
}

function useAgainWhenOnline(isFailed: boolean, retry: () => void): void {
  const isOnline = useOnline();
  const [wasOffline, setWasOffline] = useState(false);
  useEffect(() => {
    if (isFailed && !isOnline) setWasOffline(true);
    if (isOnline && wasOffline) {
      setWasOffline(false);
      retry();
    }
  }, [isFailed, isOnline, retry, wasOffline]);
}
