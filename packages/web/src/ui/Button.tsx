import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './Button.module.css';
import { cx } from './cx.ts';

export type ButtonVariant = 'primary' | 'quiet' | 'plain' | 'danger';

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  variant?: ButtonVariant;
  icon?: ReactNode;
  /** Something is on its way: the button stays where it is and takes no second press. */
  isBusy?: boolean;
  isWide?: boolean;
};

/** `primary` is the one thing to do here; `quiet` stands beside it; `plain` is a text; `danger` cannot be taken back. */
export function Button({
  variant = 'quiet',
  icon,
  isBusy = false,
  isWide = false,
  className,
  children,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={cx(styles.button, styles[variant], isWide && styles.wide, className)}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? undefined : rest.onClick}
    >
      {icon}
      <span className={styles.label}>{children}</span>
    </button>
  );
}
