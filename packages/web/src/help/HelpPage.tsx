import { ChevronDown, HeartHandshake } from 'lucide-react';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SessionContext } from '../app/client-context.tsx';
import { Pane } from '../ui/Pane.tsx';
import styles from './HelpPage.module.css';
import { topicOf, topics } from './help-topics.ts';

/** Reachable by everybody, also by those who have no messages or cannot write (HELP-1). A topic can be linked to by its name. */
export function HelpPage() {
  const { t } = useTranslation();
  // Also for who is not signed in. Who is under 16 comes here to ask why there are no messages (ACC-2).
  const isYoung = useContext(SessionContext)?.account.ageBand === 'under16';
  const [asked] = useState(() => topicOf(window.location.hash) ?? (isYoung ? 'young' : undefined));
  return (
    <Pane title={t('help.title')} backTo="/">
      <section className={styles.now} aria-label={t('help.now')}>
        <HeartHandshake size={26} aria-hidden="true" />
        <div>
          <h2 className={styles.heading}>{t('help.danger')}</h2>
          <p>{t('help.dangerBody')}</p>
        </div>
      </section>
      <h2 className={styles.title}>{t('help.questions')}</h2>
      <div className={styles.topics}>
        {topics.map((topic) => (
          <details
            key={topic}
            className={styles.topic}
            id={topic}
            open={topic === asked}
            ref={topic === asked ? show : null}
          >
            <summary className={styles.question}>
              {t(`help.${topic}`)}
              <ChevronDown size={18} className={styles.arrow} aria-hidden="true" />
            </summary>
            <p className={styles.answer}>{t(`help.${topic}Body`)}</p>
          </details>
        ))}
      </div>
    </Pane>
  );
}

function show(topic: HTMLDetailsElement | null): void {
  topic?.scrollIntoView({ block: 'nearest' });
}
