import type { PersonWithRelation } from '@parley/contract';
import { Check, Plus, UserRoundPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Pane } from '../ui/Pane.tsx';
import { PersonSearch } from './PersonSearch.tsx';
import { useListVerb } from './use-doors.ts';

/** ADM-3: whom I put on my list of specific people. */
export function AddPeoplePage() {
  const { t } = useTranslation();
  return (
    <Pane title={t('doors.addTitle')} backTo="/settings/reach">
      <PersonSearch
        label={t('doors.addSearch')}
        empty={
          <EmptyState picture={<UserRoundPlus size={40} />} title={t('doors.addEmpty')}>
            {t('doors.addEmptyBody')}
          </EmptyState>
        }
        actionOf={(one) => !one.relation.isBlocked && <ListButton one={one} />}
      />
    </Pane>
  );
}

/** On the list or not; a press changes it, and it can be pressed again. */
function ListButton({ one: { person, relation } }: { one: PersonWithRelation }) {
  const { t } = useTranslation();
  const isOn = relation.isContact;
  const change = useListVerb(isOn ? 'contacts.remove' : 'contacts.add');
  const name = person.displayName;
  return (
    <Button
      variant={isOn ? 'quiet' : 'primary'}
      icon={isOn ? <Check size={18} /> : <Plus size={18} />}
      isBusy={change.isPending}
      aria-label={t(isOn ? 'doors.addedLabel' : 'doors.addOneLabel', { name })}
      onClick={() =>
        change.mutate(person.id, {
          onSuccess: () => toast(t(isOn ? 'doors.removedToast' : 'doors.addedToast', { name })),
          onError: (error) => toast(sentenceOf(error, t)),
        })
      }
    >
      {t(isOn ? 'doors.added' : 'doors.addOne')}
    </Button>
  );
}
