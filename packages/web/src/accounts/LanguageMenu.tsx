import { Languages } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { languageNames, languages } from '../i18n/index.ts';
import styles from './LanguageMenu.module.css';

/** Before one is in: the language, each by its own name. */
export function LanguageMenu() {
  const { t } = useTranslation();
  const { chosen, choose } = useLanguage();
  return (
    <span className={styles.menu}>
      <Languages size={16} aria-hidden="true" />
      <select
        className={styles.select}
        aria-label={t('ui.language')}
        value={chosen}
        onChange={({ target }) => choose(target.value)}
      >
        <option value="system">{t('ui.sameAsDevice')}</option>
        {languages.map((language) => (
          <option key={language} value={language} lang={language}>
            {languageNames[language]}
          </option>
        ))}
      </select>
    </span>
  );
}
