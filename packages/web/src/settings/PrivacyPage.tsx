import { useTranslation } from 'react-i18next';
import { useAccount } from '../app/client-context.tsx';
import { Note } from '../ui/Note.tsx';
import { Pane } from '../ui/Pane.tsx';
import { Switch } from '../ui/Switch.tsx';
import { MessageSettings } from './MessageSettings.tsx';
import styles from './PrivacyPage.module.css';
import { Section } from './Section.tsx';
import { useSettings } from './use-settings.ts';

/** Who may write to me, and what others learn of me (ADM-3, RCPT-1, RCPT-2, GRAPH-2). */
export function PrivacyPage() {
  const { t } = useTranslation();
  const { ageBand } = useAccount();
  const { settings, change } = useSettings();
  const hasMessages = ageBand !== 'under16';
  return (
    <Pane title={t('settings.privacy')} backTo="/settings">
      {hasMessages ? (
        <MessageSettings settings={settings} change={change} />
      ) : (
        <div className={styles.young}>
          <Note>{t('inbox.tooYoungBody')}</Note>
        </div>
      )}
      {hasMessages && (
        <Section title={t('settings.whatOthersSee')}>
          <Switch
            label={t('settings.readReceipts')}
            hint={t('settings.readReceiptsHint')}
            isOn={settings.readReceipts}
            onChange={(readReceipts) => change({ readReceipts })}
          />
          {settings.choices.presence && (
            <Switch
              label={t('settings.presence')}
              hint={t('settings.presenceHint')}
              isOn={settings.presence}
              onChange={(presence) => change({ presence })}
            />
          )}
        </Section>
      )}
      <Section title={t('settings.profile')}>
        <Switch
          label={t('settings.isPrivate')}
          hint={t('settings.isPrivateHint')}
          isOn={settings.isPrivate}
          onChange={(isPrivate) => change({ isPrivate })}
        />
      </Section>
    </Pane>
  );
}
