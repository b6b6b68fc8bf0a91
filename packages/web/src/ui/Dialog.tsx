import { X } from 'lucide-react';
import { type ReactNode, useContext, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from './cx.ts';
import styles from './Dialog.module.css';
import { IconButton } from './IconButton.tsx';
import { InPlace } from './in-place.ts';
import { useModal } from './use-modal.ts';

type Props = { title: string; onClose: () => void; children: ReactNode; actions?: ReactNode; hasClose?: boolean };

/** A modal window on the browser's own dialog, which keeps the focus inside, closes on Escape and gives the focus back. */
export function Dialog({ title, onClose, children, actions, hasClose = false }: Props) {
  const { t } = useTranslation();
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  const isInPlace = useContext(InPlace);
  useModal(ref);
  return (
    <dialog
      ref={ref}
      open={isInPlace || undefined}
      className={cx(styles.dialog, isInPlace && styles.inPlace)}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === ref.current) onClose();
      }}
    >
      <div className={styles.inside}>
        <header className={styles.head}>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          {hasClose && (
            <IconButton label={t('ui.close')} onClick={onClose}>
              <X size={22} />
            </IconButton>
          )}
        </header>
        <div className={styles.body}>{children}</div>
        {actions && <footer className={styles.actions}>{actions}</footer>}
      </div>
    </dialog>
  );
}
