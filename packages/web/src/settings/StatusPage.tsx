import type { AccountLimits } from '@parley/contract';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleHelp, Hourglass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAccount, useClient } from '../app/client-context.tsx';
import { sentenceOf } from '../app/errors.ts';
import { exactTime } from '../app/time.ts';
import { useNow } from '../app/use-now.ts';
import { Button } from '../ui/Button.tsx';
import { Note } from '../ui/Note.tsx';
import { Pane } from '../ui/Pane.tsx';
import { LinkRow, Section } from './Section.tsx';
import styles from './StatusPage.module.css';
import { toUsage, whenOf } from './status-view-model.ts';

/** LIM-1, HELP-1: what I may still do, what holds me back, and where help is. */
export function StatusPage() {
  const { t } = useTranslation();
  const { ageBand } = useAccount();
  return (
    <Pane title={t('settings.status')} backTo="/settings">
      {ageBand === 'under16' ? (
        <div className={styles.top}>
          <Note>{t('limits.young')}</Note>
        </div>
      ) : (
        <Limits />
      )}
      <Section title={t('limits.helpTitle')}>
        <LinkRow
          href={ageBand === 'under16' ? '/help#young' : '/help#limits'}
          icon={<CircleHelp size={20} />}
          label={t('limits.help')}
        />
      </Section>
    </Pane>
  );
}

const whichLimits = ['messages', 'newPeople', 'lookups'] as const;

function Limits() {
  const { t } = useTranslation();
  const client = useClient();
  // Never old: one comes here to see how it stands now.
  const limits = useQuery({ queryKey: ['limits'], queryFn: () => client.call('accounts.limits', {}), staleTime: 0 });
  if (limits.isPending) return <LimitsOnTheirWay />;
  if (limits.isError) {
    return (
      <div className={styles.top}>
        <Note tone="bad" action={<Button onClick={() => void limits.refetch()}>{t('ui.retry')}</Button>}>
          {t('limits.failed')}. {sentenceOf(limits.error, t)}
        </Note>
      </div>
    );
  }
  const { restriction, ...allowances } = limits.data;
  return (
    <>
      <div className={styles.top}>
        <Standing restriction={restriction} />
      </div>
      <Section title={t('limits.title')} note={t('limits.note')}>
        {whichLimits.map((which) => (
          <Bar key={which} which={which} allowance={allowances[which]} />
        ))}
      </Section>
    </>
  );
}

/** The limits stand already; how much is used is on its way. */
function LimitsOnTheirWay() {
  const { t } = useTranslation();
  return (
    <>
      <div className={styles.top}>
        <div className={styles.bone} />
      </div>
      <Section title={t('limits.title')} note={t('limits.note')}>
        {whichLimits.map((which) => (
          <div key={which} className={styles.limit} aria-busy="true">
            <span className={styles.line}>{t(`limits.${which}`)}</span>
            <span className={styles.track} />
            <span className={styles.next}>&nbsp;</span>
          </div>
        ))}
      </Section>
    </>
  );
}

function Standing({ restriction }: Pick<AccountLimits, 'restriction'>) {
  const { t } = useTranslation();
  const nowMs = useNow();
  if (!restriction) {
    return (
      <div className={styles.standing} data-good="">
        <CircleCheck size={28} aria-hidden="true" />
        <div>
          <h2 className={styles.heading}>{t('limits.good')}</h2>
          <p>{t('limits.goodBody')}</p>
        </div>
      </div>
    );
  }
  return (
    <div className={styles.standing}>
      <Hourglass size={28} aria-hidden="true" />
      <div>
        <h2 className={styles.heading}>{t('limits.restricted')}</h2>
        <p>{t(`limits.restrictedBy.${restriction.reason}`)}</p>
        <p title={exactTime(restriction.until)}>
          {t('limits.restrictedUntil', { when: whenOf(restriction.until, { nowMs, t }) })}
        </p>
      </div>
    </div>
  );
}

type BarProps = { which: (typeof whichLimits)[number]; allowance: AccountLimits['messages'] };

function Bar({ which, allowance }: BarProps) {
  const { t } = useTranslation();
  const nowMs = useNow();
  const { used, max, share, isSpent, next } = toUsage(allowance, { nowMs, t });
  return (
    <div className={styles.limit} data-limit={which} data-spent={isSpent || undefined}>
      <span className={styles.line}>
        <span>{t(`limits.${which}`)}</span>
        <span className={styles.number}>{t('limits.used', { used, max })}</span>
      </span>
      {/* The number beside it says the same in words. */}
      <span className={styles.track} aria-hidden="true">
        <span className={styles.fill} data-used={used > 0 || undefined} style={{ inlineSize: `${share * 100}%` }} />
      </span>
      <span className={styles.next} title={allowance.resetsAt && exactTime(allowance.resetsAt)}>
        {next === undefined ? t('limits.allFree') : t(isSpent ? 'limits.spent' : 'limits.next', { when: next })}
      </span>
    </div>
  );
}
