import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import styles from './Form.module.css';

type Props = {
  children: ReactNode;
  onSubmit: () => void /** Changes with each failed try; then the first wrong field gets the focus. */;
  failure?: unknown;
};

/** Fields one below the other; submitting never leaves the page. */
export function Form({ children, onSubmit, failure }: Props) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (failure !== undefined) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [failure]);
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form ref={form} className={styles.form} onSubmit={handleSubmit} noValidate>
      {children}
    </form>
  );
}
