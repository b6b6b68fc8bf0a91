import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useBack } from '../app/use-back.ts';
import { cx } from './cx.ts';
import { IconButton } from './IconButton.tsx';
import styles from './Pane.module.css';

type Props = {
  title: string;
  /** Where Back leads when this page was opened directly. Absent: a top page, without Back. */
  backTo?: string;
  actions?: ReactNode;
  /** Nothing in it takes the focus, so it takes it itself, to be scrolled by keys. */
  isText?: boolean;
  children: ReactNode;
};

/** A page of the app: a bar with its title, and what scrolls beneath. */
export function Pane({ title, backTo, actions, isText = false, children }: Props) {
  return (
    <div className={styles.pane}>
      <header className={styles.bar}>
        {backTo !== undefined && <BackButton backTo={backTo} />}
        <h1 className={cx(styles.title, backTo === undefined && styles.top)}>
          <bdi className={styles.words}>{title}</bdi>
        </h1>
        {actions}
      </header>
      <div className={styles.scroll} {...(isText ? { tabIndex: 0, role: 'region', 'aria-label': title } : {})}>
        <div className={styles.column}>{children}</div>
      </div>
    </div>
  );
}

/** Goes back in history, or to `backTo` when there is nothing to go back to. */
export function BackButton({ backTo, className }: { backTo: string; className?: string }) {
  const { t } = useTranslation();
  const back = useBack(backTo);
  return (
    <IconButton label={t('ui.back')} onClick={back} {...(className ? { className } : {})}>
      <ArrowLeft size={22} data-mirrors="" />
    </IconButton>
  );
}
