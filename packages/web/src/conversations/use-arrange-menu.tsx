import type { Conversation } from '@parley/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../app/client-context.tsx';
import { useLater } from '../app/use-later.ts';
import type { MenuItem } from '../ui/Menu.tsx';

const loadDeeds = () => import('../deeds/index.ts');

/** How the conversation that is open can be arranged (INB-4); there once the page stands. */
export function useArrangeMenu(conversation: Conversation) {
  const { t } = useTranslation();
  const client = useClient();
  const deeds = useLater(loadDeeds);
  const [isMuting, setMuting] = useState(false);
  if (!deeds) return { items: [] as MenuItem[], dialog: undefined };
  const { arrangeItems, runAction, MuteDialog } = deeds;
  const items = arrangeItems(conversation, t, (action) => {
    if (action === 'mute') setMuting(true);
    else runAction({ client, t }, [conversation], action);
  });
  const dialog = isMuting && <MuteDialog rows={[conversation]} onClose={() => setMuting(false)} />;
  return { items, dialog };
}
