import type { MethodInput, Settings } from '@parley/contract';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAccount, useClient, useSetAccount } from '../app/client-context.tsx';
import { sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';

type Change = MethodInput<'settings.update'>;

/**
 * My settings. A change shows at once and holds from the server's answer on; refused, it goes back and says why (ADM-7).
 * Changes go one after the other, so that the last choice is the one that stays.
 */
export function useSettings(): { settings: Settings; change: (change: Change) => void } {
  const { t } = useTranslation();
  const client = useClient();
  const account = useAccount();
  const setAccount = useSetAccount();
  const [wanted, setWanted] = useState<readonly Change[]>([]);
  const before = useRef<Promise<void>>(Promise.resolve());
  const current = useRef(account);
  useEffect(() => {
    current.current = account;
  }, [account]);
  const send = async (asked: Change) => {
    try {
      const settings = await client.call('settings.update', asked);
      current.current = { ...current.current, settings };
      setAccount(current.current);
    } catch (error) {
      toast(sentenceOf(error, t));
    } finally {
      setWanted((all) => all.filter((one) => one !== asked));
    }
  };
  return {
    settings: wanted.reduce<Settings>((shown, one) => ({ ...shown, ...given(one) }), account.settings),
    change: (asked) => {
      setWanted((all) => [...all, asked]);
      before.current = before.current.then(() => send(asked));
    },
  };
}

function given(change: Change): Partial<Settings> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
