import type { Person, Relation } from '@parley/contract';
import { Check, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { toFollowButton } from './follow-view-model.ts';
import { usePersonVerb } from './use-people.ts';

type Props = { person: Person; relation: Relation; isWide?: boolean };

/** Follow, or what has come of it. Letting go of somebody is asked first, since it may end that one can write. */
export function FollowButton({ person, relation, isWide = false }: Props) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const { label, verb, isOn } = toFollowButton(relation);
  const change = usePersonVerb(verb);
  const run = () => change.mutate(person.id, { onError: (error) => toast(sentenceOf(error, t)) });
  return (
    <>
      <Button
        variant={isOn ? 'quiet' : 'primary'}
        icon={isOn ? <Check size={18} /> : <UserPlus size={18} />}
        isBusy={change.isPending}
        isWide={isWide}
        aria-label={t(`people.${label}Label`, { name: person.displayName })}
        onClick={() => (isOn && label !== 'requested' ? setAsking(true) : run())}
      >
        {t(`people.${label}`)}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('people.unfollowTitle', { name: person.displayName })}
          confirm={t('people.unfollow')}
          isDanger
          onConfirm={() => change.mutateAsync(person.id)}
          onClose={() => setAsking(false)}
        >
          <p>
            {relation.isFriend
              ? t('people.unfollowFriendBody', { name: person.displayName })
              : t('people.unfollowBody')}
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
