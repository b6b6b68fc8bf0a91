import { useTranslation } from 'react-i18next';
import styles from './TypingBubble.module.css';

/** The other is writing: the mark's two eyes, moving, with a third. */
export function TypingBubble({ name }: { name: string }) {
  const { t } = useTranslation();
  return (
    <div className={styles.row}>
      <span className={styles.bubble} role="img" aria-label={t('messages.typing', { name })}>
        <span className={styles.dot} />
        <span className={styles.dot} />
        <span className={styles.dot} />
      </span>
    </div>
  );
}
