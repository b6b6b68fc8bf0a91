import type { Conversation, Refusal } from '@parley/contract';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';
import { UnblockDialog } from '../blocks/index.ts';
import { usePersonVerb, useProfile } from '../people/index.ts';
import { Button } from '../ui/Button.tsx';
import type { Remedy } from './composer-view-model.ts';
import { NoComposer } from './NoComposer.tsx';

/** Why I cannot write here now, and the way to change it (ADM-6). */
export function Refused({ conversation: { peer, refusal } }: { conversation: Conversation }) {
  const mayBeBlocked = refusal?.code === 'not_available' && peer.isAvailable;
  const profile = useProfile({ userId: peer.id }, { isEnabled: mayBeBlocked });
  if (!refusal) return null;
  if (mayBeBlocked && profile.data?.relation.isBlocked) return <Blocked peer={peer} refusal={refusal} />;
  return <CannotWrite peer={peer} refusal={refusal} />;
}

type Props = { peer: Conversation['peer']; refusal: Refusal };

function CannotWrite({ peer, refusal }: Props) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const follow = usePersonVerb('graph.follow');
  const act = (remedy: Remedy) => {
    if (remedy === 'follow') follow.mutate(peer.id, { onError: (error) => toast(sentenceOf(error, t)) });
    else navigate(remedy === 'help' ? '/help' : '/settings/privacy');
  };
  return <NoComposer refusal={refusal} isBusy={follow.isPending} onRemedy={act} />;
}

/** Of my own block I am told as such, with the way back. */
function Blocked({ peer, refusal }: Props) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const sentence = t('blocks.youBlocked', { name: peer.displayName });
  return (
    <NoComposer refusal={{ ...refusal, sentence }} isBusy={false}>
      <Button onClick={() => setAsking(true)}>{t('blocks.unblock')}</Button>
      <Suspense fallback={null}>
        {isAsking && <UnblockDialog person={peer} onClose={() => setAsking(false)} />}
      </Suspense>
    </NoComposer>
  );
}
