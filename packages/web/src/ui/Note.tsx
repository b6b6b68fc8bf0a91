import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './Note.module.css';

type Props = { tone?: 'plain' | 'warn' | 'bad'; icon?: ReactNode; action?: ReactNode; children: ReactNode };

/** A quiet box that says one thing, with at most one action. */
export function Note({ tone = 'plain', icon, action, children }: Props) {
  return (
    <div className={cx(styles.note, styles[tone])}>
      {icon && <span className={styles.icon}>{icon}</span>}
      <div className={styles.words}>{children}</div>
      {action}
    </div>
  );
}
