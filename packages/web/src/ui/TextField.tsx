import { Eye, EyeOff } from 'lucide-react';
import { type InputHTMLAttributes, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from './cx.ts';
import styles from './TextField.module.css';

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> & {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: ReactNode;
  error?: string | undefined;
  prefix?: string;
};

/** A labelled line of input; an error takes the hint's place and is tied to the field. */
export function TextField({ label, value, onChange, hint, error, prefix, type = 'text', ...rest }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [isShown, setShown] = useState(false);
  const isPassword = type === 'password';
  const hasNote = Boolean(error ?? hint);
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <span className={cx(styles.box, Boolean(error) && styles.wrong)} dir={prefix ? 'ltr' : undefined}>
        {prefix && <span className={styles.prefix}>{prefix}</span>}
        <input
          {...rest}
          // An empty field has no direction of its own yet: it begins where the page does.
          dir={value === '' && rest.dir === 'auto' ? undefined : rest.dir}
          id={id}
          className={styles.input}
          type={isPassword && isShown ? 'text' : type}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          aria-invalid={Boolean(error) || undefined}
          aria-describedby={hasNote ? `${id}-note` : undefined}
        />
        {isPassword && (
          <button
            type="button"
            className={styles.reveal}
            onClick={() => setShown(!isShown)}
            aria-label={isShown ? t('ui.hidePassword') : t('ui.showPassword')}
            aria-pressed={isShown}
          >
            {isShown ? <EyeOff size={20} /> : <Eye size={20} />}
          </button>
        )}
      </span>
      {hasNote && (
        <span
          id={`${id}-note`}
          className={cx(styles.note, Boolean(error) && styles.error)}
          role={error ? 'alert' : undefined}
        >
          {error ?? hint}
        </span>
      )}
    </div>
  );
}
