import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './SwipeTray.module.css';
import type { SwipeSide } from './swipe-view-model.ts';

export type SwipeAction = { id: string; label: string; Icon: LucideIcon; run: () => void };

type Props = { side: SwipeSide; isFull: boolean; actions: readonly SwipeAction[] };

/** What lies beneath a row that was pushed aside; the first stands at the edge, and is what a long stroke does. */
export function SwipeTray({ side, isFull, actions }: Props) {
  const { t } = useTranslation();
  return (
    <div
      className={styles.tray}
      data-side={side}
      data-full={isFull || undefined}
      role="group"
      aria-label={t('inbox.swipe')}
    >
      {actions.map(({ id, label, Icon, run }, at) => (
        <button key={id} type="button" className={styles.action} data-first={at === 0 || undefined} onClick={run}>
          <Icon size={22} aria-hidden="true" />
          <span className={styles.label}>{label}</span>
        </button>
      ))}
    </div>
  );
}
