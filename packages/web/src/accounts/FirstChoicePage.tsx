import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAccount, useClient, useSetAccount } from '../app/client-context.tsx';
import { sentenceOf } from '../app/errors.ts';
import { Button } from '../ui/Button.tsx';
import { Choices } from '../ui/Choices.tsx';
import { Note } from '../ui/Note.tsx';
import styles from './FirstChoicePage.module.css';
import { FrontPage } from './FrontPage.tsx';
import { type FirstChoice, firstChoices, toSettings } from './first-choice-view-model.ts';
import { useAttempt } from './use-attempt.ts';

/** Asked once (ACC-1): from whom I want to hear. Who is 16 or 17 starts at no one until they choose (ACC-3). */
export function FirstChoicePage() {
  const { t } = useTranslation();
  const client = useClient();
  const account = useAccount();
  const setAccount = useSetAccount();
  const attempt = useAttempt();
  const isMinor = account.ageBand === 'minor';
  const choices = firstChoices(account.ageBand, account.settings);
  const [value, setValue] = useState(choices[0]);
  const submit = () =>
    attempt.run(async () => {
      if (value === undefined) return;
      const settings = await client.call('settings.update', toSettings(value));
      setAccount({ ...account, settings });
    });
  return (
    <FrontPage title={t('firstChoice.title')} intro={isMinor ? t('firstChoice.minor') : t('firstChoice.intro')}>
      <div className={styles.choices}>
        <Choices
          legend={t('firstChoice.title')}
          value={value}
          onChange={setValue}
          choices={choices.map((choice) => ({ value: choice, ...wordsOf(choice, t) }))}
        />
      </div>
      {attempt.error !== undefined && <Note tone="bad">{sentenceOf(attempt.error, t)}</Note>}
      <Button variant="primary" isWide isBusy={attempt.isBusy} onClick={() => void submit()}>
        {t('ui.continue')}
      </Button>
    </FrontPage>
  );
}

function wordsOf(choice: FirstChoice, t: TFunction): { label: string; hint: string } {
  if (choice === 'friends' || choice === 'friendsAndRequests') {
    return { label: t(`firstChoice.${choice}`), hint: t(`firstChoice.${choice}Hint`) };
  }
  return { label: t(`settings.messagesFrom.${choice}`), hint: t(`settings.messagesFromHint.${choice}`) };
}
