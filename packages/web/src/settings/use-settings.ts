import type { MethodInput, Settings } from '@parley/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAccount, useClient, useSetAccount } from '../app/client-context.tsx';
import { sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';

type Change = MethodInput<'settings.update'>;

/** My settings. A change shows at once and holds from the server's answer on; refused, it goes back and says why (ADM-7). */
export function useSettings(): { settings: Settings; isBusy: boolean; change: (change: Change) => void } {
  const { t } = useTranslation();
  const client = useClient();
  const account = useAccount();
  const setAccount = useSetAccount();
  const [wanted, setWanted] = useState<Change>();
  const change = async (asked: Change) => {
    setWanted(asked);
    try {
      const settings = await client.call('settings.update', asked);
      setAccount({ ...account, settings });
    } catch (error) {
      toast(sentenceOf(error, t));
    } finally {
      setWanted(undefined);
    }
  };
  const shown = Object.fromEntries(Object.entries(wanted ?? {}).filter(([, value]) => value !== undefined));
  return {
    settings: { ...account.settings, ...shown },
    isBusy: wanted !== undefined,
    change: (asked) => void change(asked),
  };
}
