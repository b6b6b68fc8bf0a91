import type { Refusal } from '@parley/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { isWaitingForFollow, type Remedy, remedyOf } from './composer-view-model.ts';
import styles from './NoComposer.module.css';

type Props = {
  refusal: Refusal;
  isBusy: boolean;
  onRemedy?: (remedy: Remedy) => void;
  /** Another action, instead of the refusal's own. */
  children?: ReactNode;
};

/** Stands in the composer's place where nothing may be sent: why, and the one thing that could change it. */
export function NoComposer({ refusal, isBusy, onRemedy, children }: Props) {
  const { t } = useTranslation();
  const remedy = remedyOf(refusal);
  return (
    <div className={styles.place} role="status">
      <p className={styles.why} dir="auto">
        {refusal.sentence}
      </p>
      {isWaitingForFollow(refusal) && <p className={styles.waiting}>{t('composer.followedAlready')}</p>}
      {remedy && (
        <Button variant="primary" isBusy={isBusy} onClick={() => onRemedy?.(remedy)}>
          {t(`composer.remedy.${remedy}`)}
        </Button>
      )}
      {children}
    </div>
  );
}
