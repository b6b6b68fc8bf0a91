import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

type Props = { picture?: ReactNode; title: string; children?: ReactNode; action?: ReactNode };

/** What stands where there is nothing yet: a sentence that invites, and the button to do it. Also says what went wrong, and what to do. */
export function EmptyState({ picture, title, children, action }: Props) {
  return (
    <div className={styles.empty}>
      {picture}
      <h2 className={styles.title}>{title}</h2>
      {children && <p className={styles.words}>{children}</p>}
      {action}
    </div>
  );
}
