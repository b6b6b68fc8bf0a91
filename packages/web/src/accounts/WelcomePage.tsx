import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Button } from '../ui/Button.tsx';
import { Mark } from '../ui/Mark.tsx';
import { Note } from '../ui/Note.tsx';
import { DemoPanel } from './DemoPanel.tsx';
import { FrontPage } from './FrontPage.tsx';
import styles from './WelcomePage.module.css';

/** The first page: what this is, and the two ways in. */
export function WelcomePage({ isEnded }: { isEnded: boolean }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  return (
    <FrontPage title={t('welcome.title')} intro={t('welcome.intro')}>
      {isEnded && <Note>{t('welcome.ended')}</Note>}
      <div className={styles.scene} aria-hidden="true">
        <span className={styles.theirs}>{t('welcome.scene1')}</span>
        <span className={styles.mine}>{t('welcome.scene2')}</span>
        <Mark size={64} isAwake />
      </div>
      <div className={styles.ways}>
        <Button variant="primary" isWide onClick={() => navigate('/sign-up')}>
          {t('welcome.signUp')}
        </Button>
        <Button isWide onClick={() => navigate('/sign-in')}>
          {t('welcome.signIn')}
        </Button>
      </div>
      <DemoPanel />
    </FrontPage>
  );
}
