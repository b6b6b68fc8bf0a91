import { Copy, Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../app/copy.ts';
import { Button } from '../ui/Button.tsx';
import { FrontPage } from './FrontPage.tsx';
import styles from './RecoveryCodesPage.module.css';

type Props = { handle: string; codes: readonly string[]; onDone: () => void };

/** Shown once, after signing up: the only way back to an account without its password. */
export function RecoveryCodesPage({ handle, codes, onDone }: Props) {
  const { t } = useTranslation();
  const [isKept, setKept] = useState(false);
  const text = `${t('codes.fileTitle', { handle })}\n\n${codes.join('\n')}\n`;
  return (
    <FrontPage title={t('codes.title')} intro={t('codes.intro')}>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={styles.ways}>
        <Button
          icon={<Copy size={18} />}
          onClick={() => void copyText(text, { done: t('codes.copied'), failed: t('messages.copyFailed') })}
        >
          {t('codes.copy')}
        </Button>
        <Button icon={<Download size={18} />} onClick={() => saveFile('parley-recovery-codes.txt', text)}>
          {t('codes.save')}
        </Button>
      </div>
      <label className={styles.kept}>
        <input type="checkbox" checked={isKept} onChange={(event) => setKept(event.target.checked)} />
        <span>{t('codes.kept')}</span>
      </label>
      <Button variant="primary" isWide disabled={!isKept} onClick={onDone}>
        {t('ui.continue')}
      </Button>
    </FrontPage>
  );
}

function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the address only after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
