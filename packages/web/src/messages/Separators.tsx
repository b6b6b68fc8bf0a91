import type { ReactNode } from 'react';
import styles from './Separators.module.css';

/** The day that begins here. */
export function DaySeparator({ children }: { children: ReactNode }) {
  return (
    <div className={styles.day}>
      <span>{children}</span>
    </div>
  );
}

/** What came since I last read. */
export function UnreadLine({ children }: { children: ReactNode }) {
  return (
    <div className={styles.unread} role="separator">
      <span>{children}</span>
    </div>
  );
}
