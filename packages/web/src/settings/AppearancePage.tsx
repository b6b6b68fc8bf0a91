import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseEnterSends, doesEnterSend } from '../app/preferences.ts';
import { chooseTheme, readTheme, themes } from '../app/theme.ts';
import { useLanguage } from '../app/use-language.ts';
import { languageNames, languages } from '../i18n/index.ts';
import { Choices } from '../ui/Choices.tsx';
import { Pane } from '../ui/Pane.tsx';
import { Switch } from '../ui/Switch.tsx';
import { InstallSection } from './InstallSection.tsx';
import { Section } from './Section.tsx';

/** How the app looks and writes in this browser. */
export function AppearancePage() {
  const { t } = useTranslation();
  const [theme, setTheme] = useState(readTheme);
  const language = useLanguage();
  const [isEnter, setEnter] = useState(doesEnterSend);
  return (
    <Pane title={t('settings.appearance')} backTo="/settings">
      <Section title={t('settings.themeTitle')}>
        <Choices
          legend={t('settings.themeTitle')}
          value={theme}
          onChange={(chosen) => {
            chooseTheme(chosen);
            setTheme(chosen);
          }}
          choices={themes.map((value) => ({ value, label: t(`settings.theme.${value}`) }))}
        />
      </Section>
      <Section title={t('ui.language')}>
        <Choices
          legend={t('ui.language')}
          value={language.chosen}
          onChange={language.choose}
          choices={[
            { value: 'system', label: t('ui.sameAsDevice') },
            ...languages.map((value) => ({ value, label: languageNames[value] })),
          ]}
        />
      </Section>
      <Section title={t('settings.writing')} note={t('settings.thisBrowser')}>
        <Switch
          label={t('settings.enterSends')}
          hint={isEnter ? t('settings.enterSendsOn') : t('settings.enterSendsOff')}
          isOn={isEnter}
          onChange={(isOn) => {
            chooseEnterSends(isOn);
            setEnter(isOn);
          }}
        />
      </Section>
      <InstallSection />
    </Pane>
  );
}
