import { CloudOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './ConnectionBar.module.css';
import { useConnection } from './client-context.tsx';
import { useOnline } from './use-online.ts';

/** A break shorter than this is nobody's concern. */
const quietMs = 1_500;

function reload(): void {
  import('./updates.ts')
    .then(({ reloadNewest }) => reloadNewest())
    // The newest is then asked for by what loads.
    .catch(() => location.reload());
}

/** Says quietly that there is no connection, once it lasts: all can be read, and what is sent waits. */
export function ConnectionBar() {
  const { t } = useTranslation();
  const { status } = useConnection();
  const isStopped = status === 'stopped';
  const isOnline = useOnline();
  const isBroken = status === 'waiting' || status === 'connecting' || isStopped || !isOnline;
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (!isBroken) {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), quietMs);
    return () => clearTimeout(timer);
  }, [isBroken]);
  return (
    <div role="status">
      {isShown && (
        <p className={styles.bar}>
          <CloudOff size={16} aria-hidden="true" />
          {isStopped ? t('connection.stopped') : t('connection.offline')}
          {isStopped && (
            <button type="button" className={styles.reload} onClick={reload}>
              {t('connection.reload')}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
