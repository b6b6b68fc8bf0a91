import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './IconButton.module.css';

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { label: string; children: ReactNode; isFilled?: boolean };

/** A button that is only a picture; its label is said and shown on hover. */
export function IconButton({ label, children, isFilled = false, className, ...rest }: Props) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      {...rest}
      className={cx(styles.iconButton, isFilled && styles.filled, className)}
    >
      {children}
    </button>
  );
}
