import type { MessagesFrom } from '@parley/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAccount, useClient, useSetAccount } from '../app/client-context.tsx';
import { sentenceOf } from '../app/errors.ts';
import { Button } from '../ui/Button.tsx';
import { Choices } from '../ui/Choices.tsx';
import { Note } from '../ui/Note.tsx';
import styles from './FirstChoicePage.module.css';
import { FrontPage } from './FrontPage.tsx';
import { useAttempt } from './use-attempt.ts';

/** Asked once (ACC-1): from whom I want to hear. Who is 16 or 17 starts at no one until they choose (ACC-3). */
export function FirstChoicePage() {
  const { t } = useTranslation();
  const client = useClient();
  const account = useAccount();
  const setAccount = useSetAccount();
  const attempt = useAttempt();
  const offered = account.settings.choices.messagesFrom;
  const isMinor = account.ageBand === 'minor';
  const [value, setValue] = useState<MessagesFrom>(isMinor ? account.settings.messagesFrom : 'friends');
  const submit = () =>
    attempt.run(async () => {
      const settings = await client.call('settings.update', { messagesFrom: value });
      setAccount({ ...account, settings });
    });
  return (
    <FrontPage title={t('firstChoice.title')} intro={isMinor ? t('firstChoice.minor') : t('firstChoice.intro')}>
      <div className={styles.choices}>
        <Choices
          legend={t('firstChoice.title')}
          value={value}
          onChange={setValue}
          choices={offered.map((choice) => ({
            value: choice,
            label: t(`settings.messagesFrom.${choice}`),
            hint: t(`settings.messagesFromHint.${choice}`),
          }))}
        />
      </div>
      {attempt.error !== undefined && <Note tone="bad">{sentenceOf(attempt.error, t)}</Note>}
      <Button variant="primary" isWide isBusy={attempt.isBusy} onClick={() => void submit()}>
        {t('ui.continue')}
      </Button>
    </FrontPage>
  );
}
