import type { Conversation } from '@parley/contract';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';
import { usePersonVerb } from '../people/index.ts';
import type { Remedy } from './composer-view-model.ts';
import { NoComposer } from './NoComposer.tsx';

/** Why I cannot write here now, and the way to change it (ADM-6). */
export function Refused({ conversation: { peer, refusal } }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const follow = usePersonVerb('graph.follow');
  if (!refusal) return null;
  const act = (remedy: Remedy) => {
    if (remedy === 'follow') follow.mutate(peer.id, { onError: (error) => toast(sentenceOf(error, t)) });
    else navigate(remedy === 'help' ? '/help' : '/settings/privacy');
  };
  return <NoComposer refusal={refusal} isBusy={follow.isPending} onRemedy={act} />;
}
