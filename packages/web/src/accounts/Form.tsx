import type { FormEvent, ReactNode } from 'react';
import styles from './Form.module.css';

/** Fields one below the other; submitting never leaves the page. */
export function Form({ children, onSubmit }: { children: ReactNode; onSubmit: () => void }) {
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className={styles.form} onSubmit={handleSubmit} noValidate>
      {children}
    </form>
  );
}
