import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './UpdateOffer.module.css';

type Props = { onTake: () => void; onDismiss: () => void };

/** Says that a new version is ready, and leaves the moment to the person. */
export function UpdateOffer({ onTake, onDismiss }: Props) {
  const { t } = useTranslation();
  return (
    <div className={styles.offer}>
      <p>{t('update.ready')}</p>
      <button type="button" className={styles.take} onClick={onTake}>
        {t('update.take')}
      </button>
      <button type="button" className={styles.dismiss} onClick={onDismiss} aria-label={t('update.later')}>
        <X size={18} aria-hidden="true" />
      </button>
    </div>
  );
}
