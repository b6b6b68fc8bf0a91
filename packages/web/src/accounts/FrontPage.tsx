import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Mark } from '../ui/Mark.tsx';
import styles from './FrontPage.module.css';
import { LanguageMenu } from './LanguageMenu.tsx';

type Props = { title: string; intro?: ReactNode; children: ReactNode; foot?: ReactNode };

/** A page of the way in: the mark, one task, and the way to help. */
export function FrontPage({ title, intro, children, foot }: Props) {
  const { t } = useTranslation();
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <Link href="/welcome" className={styles.brand} aria-label={t('app.home')}>
          <Mark size={36} />
          <span>{t('app.name')}</span>
        </Link>
        <h1 className={styles.title}>{title}</h1>
        {intro && <p className={styles.intro}>{intro}</p>}
        {children}
        {foot && <div className={styles.foot}>{foot}</div>}
      </div>
      <div className={styles.end}>
        <LanguageMenu />
        <Link href="/help" className={styles.help}>
          {t('help.link')}
        </Link>
      </div>
    </main>
  );
}
