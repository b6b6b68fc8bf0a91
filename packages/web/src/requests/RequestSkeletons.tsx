import { RowSkeletons } from '../ui/Skeleton.tsx';
import styles from './RequestSkeletons.module.css';

/** Cards on their way. */
export function CardSkeletons() {
  return (
    <div className={styles.cards} aria-hidden="true">
      {[0, 1].map((index) => (
        <div key={index} className={styles.card}>
          <RowSkeletons count={1} />
          <RowSkeletons count={1} />
        </div>
      ))}
    </div>
  );
}
