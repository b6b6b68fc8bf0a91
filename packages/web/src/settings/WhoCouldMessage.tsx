import type { Outcome, Person, Settings } from '@parley/contract';
import { Ban, Inbox, MailQuestionMark } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../app/errors.ts';
import { listParts } from '../i18n/index.ts';
import { useTryOut } from '../people/index.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { Note } from '../ui/Note.tsx';
import { classOrder, effectOf, type TryOutRow, toTryOutRows } from './message-setting-view-model.ts';
import styles from './WhoCouldMessage.module.css';

const pictures: Record<Outcome, ReactNode> = {
  inbox: <Inbox size={16} aria-hidden="true" />,
  requests: <MailQuestionMark size={16} aria-hidden="true" />,
  not_received: <Ban size={16} aria-hidden="true" />,
};

/** ADM-7: what a setting does, told by people whom I know. Rows stay where they are; what changes is where messages go. */
export function WhoCouldMessage({ setting }: { setting: Pick<Settings, 'messagesFrom' | 'othersMayRequest'> }) {
  const { t } = useTranslation();
  const tried = useTryOut(setting);
  return (
    <div className={styles.panel} aria-busy={tried.isPlaceholderData || undefined}>
      <h3 className={styles.title}>{t('settings.tryOut.title')}</h3>
      <p className={styles.effect} role="status">
        {t(`settings.effect.${effectOf(setting)}`)}
      </p>
      {tried.isPending && <RowsOnTheirWay />}
      {tried.isError && (
        <div className={styles.failed}>
          <Note tone="bad" action={<Button onClick={() => void tried.refetch()}>{t('ui.retry')}</Button>}>
            {t('settings.tryOut.failed')}. {sentenceOf(tried.error, t)}
          </Note>
        </div>
      )}
      {tried.data && (
        <ul className={styles.rows}>
          {toTryOutRows(tried.data.classes).map((row) => (
            <Row key={row.class} row={row} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** The rows stand already; whom they are about is on its way. */
function RowsOnTheirWay() {
  const { t } = useTranslation();
  return (
    <ul aria-busy="true">
      {classOrder.map((one) => (
        <li key={one} className={styles.row}>
          <span className={styles.words}>
            <span className={styles.who}>{t(`settings.tryOut.class.${one}`)}</span>
            <span className={styles.boneNames} />
          </span>
          <span className={styles.boneOutcome} />
        </li>
      ))}
    </ul>
  );
}

function Row({ row }: { row: TryOutRow }) {
  const { t } = useTranslation();
  const examples = row.examples.filter((person) => person.isAvailable);
  return (
    <li className={styles.row} data-class={row.class} data-outcome={row.outcome}>
      <span className={styles.words}>
        <span className={styles.who}>{t(`settings.tryOut.class.${row.class}`)}</span>
        {examples.length > 0 ? (
          <Examples people={examples} />
        ) : (
          <span className={styles.nobody}>
            {row.class === 'stranger' ? t('settings.tryOut.unknown') : t('settings.tryOut.none')}
          </span>
        )}
      </span>
      <span className={styles.outcome}>
        {pictures[row.outcome]}
        {t(`settings.tryOut.outcome.${row.outcome}`)}
      </span>
    </li>
  );
}

function Examples({ people }: { people: readonly Person[] }) {
  return (
    <span className={styles.examples}>
      <span className={styles.faces}>
        {people.map((person) => (
          <Avatar key={person.id} person={person} size="small" />
        ))}
      </span>
      <span className={styles.names}>{namesOf(people)}</span>
    </span>
  );
}

/** The names as the language lists them, each apart in its own direction. */
function namesOf(people: readonly Person[]): ReactNode[] {
  let at = 0;
  return listParts(people.map(({ displayName }) => displayName)).map(({ type, value }) => {
    if (type === 'literal') return value;
    const person = people[at];
    at += 1;
    return <bdi key={person?.id}>{value}</bdi>;
  });
}
