import type { Person } from '@parley/contract';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useProfile } from '../people/index.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import type { Nudge } from './nudge.ts';

type Props = { kind: Nudge; person: Person; onSend: () => void; onClose: () => void };

/** Asks once more before something goes that one may regret, to somebody who is no friend (MED-28). A friend gets it at once. */
export function NudgeDialog({ kind, person, onSend, onClose }: Props) {
  const { t } = useTranslation();
  const { data, isPending } = useProfile({ userId: person.id });
  const isFriend = data?.relation?.isFriend === true;
  useEffect(() => {
    if (!isFriend) return;
    onClose();
    onSend();
  }, [isFriend, onClose, onSend]);
  if (isPending || isFriend) return null;
  const name = person.displayName || t('people.thisPerson');
  return (
    <Dialog
      title={t(`media.nudge.${kind}`)}
      onClose={onClose}
      actions={
        <>
          <Button
            onClick={() => {
              onClose();
              onSend();
            }}
          >
            {t('media.nudge.send')}
          </Button>
          <Button variant="primary" onClick={onClose}>
            {t('media.nudge.edit')}
          </Button>
        </>
      }
    >
      <p>{t('media.nudge.body', { name })}</p>
      <p>{t('media.nudge.untold')}</p>
    </Dialog>
  );
}
