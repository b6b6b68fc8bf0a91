import type { Refusal } from '@parley/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalSentence } from '../app/errors.ts';
import { exactTime, timeUntil } from '../app/time.ts';
import { useNow } from '../app/use-now.ts';
import { Button } from '../ui/Button.tsx';
import { isWaitingForFollow, type Remedy, remedyOf } from './composer-view-model.ts';
import styles from './NoComposer.module.css';

type Props = {
  refusal: Refusal;
  /** Said instead of the refusal's own. */
  sentence?: string;
  isBusy: boolean;
  onRemedy?: (remedy: Remedy) => void;
  /** Another action, instead of the refusal's own. */
  children?: ReactNode;
};

/** Stands in the composer's place where nothing may be sent: why, and the one thing that could change it. */
export function NoComposer({ refusal, sentence, isBusy, onRemedy, children }: Props) {
  const { t } = useTranslation();
  const remedy = remedyOf(refusal);
  return (
    <div className={styles.place} role="status">
      <p className={styles.why}>{sentence ?? refusalSentence(refusal, t)}</p>
      {isWaitingForFollow(refusal) && <p className={styles.waiting}>{t('composer.followedAlready')}</p>}
      {refusal.retryAt && <GoOn at={refusal.retryAt} />}
      {remedy && (
        <Button variant="primary" isBusy={isBusy} onClick={() => onRemedy?.(remedy)}>
          {t(`composer.remedy.${remedy}`)}
        </Button>
      )}
      {children}
    </div>
  );
}

/** When it ends: about, and exactly on hover. */
function GoOn({ at }: { at: string }) {
  const { t } = useTranslation();
  const nowMs = useNow();
  const isOver = Date.parse(at) <= nowMs;
  return (
    <p className={styles.waiting}>
      <time dateTime={at} title={exactTime(at)}>
        {isOver ? t('composer.goOnNow') : t('composer.goOn', { when: timeUntil(at, nowMs) })}
      </time>
    </p>
  );
}
