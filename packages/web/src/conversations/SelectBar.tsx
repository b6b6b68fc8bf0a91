import { Copy, EyeOff, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import styles from './SelectBar.module.css';

type Props = { count: number; canCopy: boolean; onCopy: () => void; onHide: () => Promise<void>; onEnd: () => void };

/** In the header's place while messages are chosen: how many, and what can be done with them. */
export function SelectBar({ count, canCopy, onCopy, onHide, onEnd }: Props) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  return (
    <header className={styles.bar}>
      <IconButton label={t('ui.cancel')} onClick={onEnd}>
        <X size={22} />
      </IconButton>
      <h1 className={styles.count} aria-live="polite">
        {count === 0 ? t('selection.none') : t('selection.count', { count })}
      </h1>
      <IconButton label={t('selection.copy')} disabled={!canCopy} onClick={onCopy}>
        <Copy size={20} />
      </IconButton>
      <IconButton label={t('messages.hide')} disabled={count === 0} onClick={() => setAsking(true)}>
        <EyeOff size={20} />
      </IconButton>
      {isAsking && (
        <ConfirmDialog
          title={t('selection.hideTitle', { count })}
          confirm={t('messages.hide')}
          isDanger
          onConfirm={onHide}
          onClose={() => setAsking(false)}
        >
          <p>{t('selection.hideBody')}</p>
        </ConfirmDialog>
      )}
    </header>
  );
}
