import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './KeyHelp.module.css';

const keys = [
  { id: 'search', keys: ['/'] },
  { id: 'new', keys: ['N'] },
  { id: 'move', keys: ['↑', '↓'] },
  { id: 'open', keys: ['Enter'] },
  { id: 'next', keys: ['Alt', '↓'] },
  { id: 'previous', keys: ['Alt', '↑'] },
  { id: 'find', keys: ['Ctrl', 'Shift', 'F'] },
  { id: 'close', keys: ['Esc'] },
  { id: 'archive', keys: ['E'] },
  { id: 'unread', keys: ['U'] },
  { id: 'pin', keys: ['P'] },
  { id: 'mute', keys: ['M'] },
  { id: 'rowMenu', keys: ['Shift', 'F10'] },
  { id: 'send', keys: ['Enter'] },
  { id: 'break', keys: ['Shift', 'Enter'] },
  { id: 'help', keys: ['?'] },
] as const;

/** All keys, on one card. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('keys.title')} onClose={onClose} hasClose>
      <dl className={styles.keys}>
        {keys.map((row) => (
          <div key={row.id} className={styles.row}>
            <dt>{t(`keys.${row.id}`)}</dt>
            <dd dir="ltr">
              {row.keys.map((key) => (
                <kbd key={key} className={styles.key}>
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
