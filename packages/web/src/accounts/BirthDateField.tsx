import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { monthNames } from '../app/time.ts';
import styles from './BirthDateField.module.css';
import type { SignUpForm } from './sign-up-view-model.ts';

type Parts = Pick<SignUpForm, 'year' | 'month' | 'day'>;
type Props = { value: Parts; onChange: (parts: Partial<Parts>) => void; error?: string | undefined };

/** Asked neutrally (ACC-1): no age is named and no year is suggested. */
export function BirthDateField({ value, onChange, error }: Props) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <fieldset className={styles.field} aria-describedby={`${id}-note`}>
      <legend className={styles.legend}>{t('signUp.birthDate')}</legend>
      <span className={styles.parts}>
        <select
          className={styles.part}
          aria-label={t('signUp.month')}
          autoComplete="bday-month"
          value={value.month}
          onChange={(event) => onChange({ month: event.target.value })}
        >
          <option value="">{t('signUp.month')}</option>
          {monthNames().map((name, index) => (
            <option key={name} value={index + 1}>
              {name}
            </option>
          ))}
        </select>
        <input
          className={styles.part}
          aria-label={t('signUp.day')}
          placeholder={t('signUp.day')}
          inputMode="numeric"
          autoComplete="bday-day"
          maxLength={2}
          value={value.day}
          onChange={(event) => onChange({ day: event.target.value.replace(/\D/g, '') })}
        />
        <input
          className={styles.part}
          aria-label={t('signUp.year')}
          placeholder={t('signUp.year')}
          inputMode="numeric"
          autoComplete="bday-year"
          maxLength={4}
          value={value.year}
          onChange={(event) => onChange({ year: event.target.value.replace(/\D/g, '') })}
        />
      </span>
      <span id={`${id}-note`} className={error ? styles.error : styles.note} role={error ? 'alert' : undefined}>
        {error ?? t('signUp.birthDateHint')}
      </span>
    </fieldset>
  );
}
