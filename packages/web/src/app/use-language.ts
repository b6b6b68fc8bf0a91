import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, toLanguage } from '../i18n/index.ts';
import { chooseLanguage, readLanguage } from './preferences.ts';
import { toast } from './toasts.ts';

/** Which language is chosen, and the way to choose another; `system` is the device's. Where its words cannot be had, nothing changes. */
export function useLanguage(): { chosen: Language | 'system'; choose: (value: string) => void } {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Language | 'system'>(() => readLanguage() ?? 'system');
  const choose = (value: string) => {
    const language = toLanguage(value);
    setChosen(language ?? 'system');
    chooseLanguage(language).catch(() => {
      setChosen(chosen);
      toast(t('errors.offline'));
    });
  };
  return { chosen, choose };
}
