import { cx } from './cx.ts';
import styles from './Skeleton.module.css';

/** Rows in the shape of the list that is on its way; seen only when it takes longer than 150 ms. */
export function RowSkeletons({ count = 8 }: { count?: number }) {
  return (
    <div className={styles.skeletons} aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={styles.row}>
          <span className={cx(styles.bone, styles.avatar)} />
          <span className={styles.lines}>
            <span className={cx(styles.bone, styles.line, styles[`short${index % 3}`])} />
            <span className={cx(styles.bone, styles.line, styles[`long${index % 3}`])} />
          </span>
        </div>
      ))}
    </div>
  );
}

/** Bubbles on their way. */
export function BubbleSkeletons() {
  return (
    <div className={cx(styles.skeletons, styles.bubbles)} aria-hidden="true">
      {Array.from({ length: 7 }, (_, index) => (
        <span key={index} className={cx(styles.bone, styles.bubble, styles[`bubble${index % 4}`])} />
      ))}
    </div>
  );
}

/** A profile on its way. */
export function ProfileSkeleton() {
  return (
    <div className={cx(styles.skeletons, styles.profile)} aria-hidden="true">
      <span className={cx(styles.bone, styles.face)} />
      <span className={cx(styles.bone, styles.line, styles.long0)} />
      <span className={cx(styles.bone, styles.line, styles.short0)} />
      <span className={cx(styles.bone, styles.pill)} />
    </div>
  );
}
