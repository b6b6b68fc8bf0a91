import type { Conversation } from '@parley/contract';
import { useTranslation } from 'react-i18next';
import { useClient } from '../app/client-context.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { muteChoices } from './arrange-actions.ts';
import { run } from './run-action.ts';

type Props = { rows: readonly Conversation[]; onClose: () => void; onDone?: () => void };

/** For how long (INB-4b); a press is the answer. */
export function MuteDialog({ rows, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const client = useClient();
  const [only] = rows;
  const name = only?.peer.displayName || t('people.thisPerson');
  return (
    <Dialog
      title={rows.length === 1 ? t('arranging.muteTitle', { name }) : t('arranging.muteMany', { count: rows.length })}
      onClose={onClose}
      hasClose
    >
      <p>{t('arranging.muteBody')}</p>
      {muteChoices.map(({ id, mute }) => (
        <Button
          key={id}
          isWide
          onClick={() => {
            run({ client, t }, rows, { mute });
            onClose();
            onDone?.();
          }}
        >
          {t(`arranging.mutes.${id}`)}
        </Button>
      ))}
    </Dialog>
  );
}
