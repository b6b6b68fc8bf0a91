import { useSyncExternalStore } from 'react';
import styles from './Toaster.module.css';
import { closeToast, shownToast, subscribeToasts } from './toasts.ts';

export function Toaster() {
  const toast = useSyncExternalStore(subscribeToasts, shownToast);
  const action = toast?.action;
  return (
    <div className={styles.place} role="status">
      {toast && (
        <p key={toast.id} className={styles.toast}>
          {toast.text}
          {action && (
            <button
              type="button"
              className={styles.action}
              onClick={() => {
                closeToast();
                action.run();
              }}
            >
              {action.label}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
