import type { StickerShown } from '@parley/contract';
import { Sticker } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './StickerPicture.module.css';
import { stickerName } from './sticker-name.ts';

/** A sticker as a message; of one that was taken away since, the word for it. */
export function StickerPicture({ sticker: { id, url } }: { sticker: StickerShown }) {
  const { t } = useTranslation();
  const [isGone, setGone] = useState(false);
  const name = stickerName(id, t);
  return (
    <span className={styles.sticker}>
      {isGone ? (
        <span className={styles.gone} role="img" aria-label={name}>
          <Sticker size={32} aria-hidden="true" />
        </span>
      ) : (
        <img
          className={styles.picture}
          src={url}
          alt={name}
          width={152}
          height={152}
          draggable={false}
          onError={() => setGone(true)}
        />
      )}
    </span>
  );
}
