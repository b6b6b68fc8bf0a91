import type { Person } from '@parley/contract';
import { BadgeCheck, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cx } from './cx.ts';
import styles from './Name.module.css';

type Props = { person: Person; className?: string; isWrapped?: boolean };

/** A display name, kept apart from the text around it in its own direction, with the badges that the server drew. */
export function Name({ person, className, isWrapped = false }: Props) {
  const { t } = useTranslation();
  return (
    <span className={cx(styles.name, isWrapped && styles.wrapped, className)}>
      <bdi className={styles.text}>{person.isAvailable ? person.displayName : t('people.unavailable')}</bdi>
      {person.isStaff && <ShieldCheck className={styles.badge} size="1em" aria-label={t('people.staff')} role="img" />}
      {person.isVerified && !person.isStaff && (
        <BadgeCheck className={styles.badge} size="1em" aria-label={t('people.verified')} role="img" />
      )}
    </span>
  );
}
