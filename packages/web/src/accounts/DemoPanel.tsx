import type { Person } from '@parley/contract';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../app/errors.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Name } from '../ui/Name.tsx';
import { Note } from '../ui/Note.tsx';
import styles from './DemoPanel.module.css';
import { useSessionStore } from './session-context.ts';
import { useAttempt } from './use-attempt.ts';

const shownMax = 12;

/** Where the server runs a demo world: step into anybody's place. Elsewhere this is nothing. */
export function DemoPanel() {
  const session = useSessionStore();
  const demo = useQuery({
    queryKey: ['demo'],
    queryFn: () => session.client.call('demo.list', {}),
    retry: false,
    staleTime: Infinity,
  });
  const people = demo.data?.people.slice(0, shownMax) ?? [];
  return people.length > 0 ? <DemoPeople people={people} /> : null;
}

/** The people of the demo, each one press away. */
export function DemoPeople({ people }: { people: Person[] }) {
  const { t } = useTranslation();
  const session = useSessionStore();
  const attempt = useAttempt();
  const id = useId();
  const [chosen, setChosen] = useState<string>();
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        <span className={styles.tag}>{t('demo.tag')}</span> {t('demo.title')}
      </h2>
      <p className={styles.intro}>{t('demo.intro')}</p>
      <ul className={styles.people}>
        {people.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              className={styles.person}
              aria-busy={attempt.isBusy && chosen === person.id}
              onClick={() => {
                setChosen(person.id);
                void attempt.run(() => session.signInToDemo({ handle: person.handle }));
              }}
            >
              <Avatar person={person} size="medium" />
              <span className={styles.words}>
                <Name person={person} className={styles.name ?? ''} />
                <bdi dir="ltr" className={styles.handle}>
                  @{person.handle}
                </bdi>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {attempt.error !== undefined && <Note tone="bad">{sentenceOf(attempt.error, t)}</Note>}
    </section>
  );
}
