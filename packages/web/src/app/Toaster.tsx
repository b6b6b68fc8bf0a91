import { useSyncExternalStore } from 'react';
import styles from './Toaster.module.css';
import { shownToast, subscribeToasts } from './toasts.ts';

export function Toaster() {
  const toast = useSyncExternalStore(subscribeToasts, shownToast);
  return (
    <div className={styles.place} role="status">
      {toast && (
        <p key={toast.id} className={styles.toast}>
          {toast.text}
        </p>
      )}
    </div>
  );
}
