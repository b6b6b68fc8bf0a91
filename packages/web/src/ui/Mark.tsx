import { cx } from './cx.ts';
import styles from './Mark.module.css';

/** Parley's mark: a bubble that is a P, with two who look at each other. */
export function Mark({ size = 48, isAwake = false }: { size?: number; isAwake?: boolean }) {
  return (
    <svg
      className={cx(styles.mark, isAwake && styles.awake)}
      width={size}
      height={size}
      viewBox="8 5 34 38"
      aria-hidden="true"
    >
      <path
        className={styles.body}
        d="M25 9a12.5 12.5 0 0 1 0 25h-4.6l-5.2 5.7a1.6 1.6 0 0 1-2.7-1.1V21.5A12.5 12.5 0 0 1 25 9Z"
      />
      <circle className={styles.eye} cx="20.6" cy="21.5" r="2.5" />
      <circle className={styles.eye} cx="29.4" cy="21.5" r="2.5" />
    </svg>
  );
}
