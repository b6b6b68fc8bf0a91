import { useTranslation } from 'react-i18next';
import { Pane } from '../ui/Pane.tsx';
import styles from './HelpPage.module.css';

const topics = ['who', 'young', 'reach', 'block', 'password', 'danger'] as const;

/** Reachable by everybody, also by those who have no messages (HELP-1). */
export function HelpPage() {
  const { t } = useTranslation();
  return (
    <Pane title={t('help.title')} backTo="/" isText>
      <div className={styles.topics}>
        {topics.map((topic) => (
          <section key={topic}>
            <h2 className={styles.question}>{t(`help.${topic}`)}</h2>
            <p>{t(`help.${topic}Body`)}</p>
          </section>
        ))}
      </div>
    </Pane>
  );
}
