import type { Conversation, Refusal } from '@parley/contract';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';
import { UnblockDialog } from '../blocks/index.ts';
import { usePersonVerb } from '../people/index.ts';
import { Button } from '../ui/Button.tsx';
import type { Remedy } from './composer-view-model.ts';
import { NoComposer } from './NoComposer.tsx';

type Props = {
  conversation: Conversation;
  /** The time that the refusal named has come: it is worth asking again. */
  onOver: () => void;
};

/** Why I cannot write here now, and the way to change it (ADM-6). */
export function Refused({ conversation: { peer, refusal, folder }, onOver }: Props) {
  useWhenOver(refusal?.retryAt, onOver);
  if (folder === 'blocked') return <Blocked peer={peer} />;
  if (!refusal) return null;
  return <CannotWrite peer={peer} refusal={refusal} />;
}

/** Browsers fire at once for a wait longer than this. */
const timerMsMax = 2 ** 31 - 1;

function useWhenOver(retryAt: string | undefined, onOver: () => void): void {
  useEffect(() => {
    if (retryAt === undefined) return;
    const waitMs = Date.parse(retryAt) - Date.now() + 1_000;
    if (waitMs < 0 || waitMs > timerMsMax) return;
    const timer = setTimeout(onOver, waitMs);
    return () => clearTimeout(timer);
  }, [retryAt, onOver]);
}

function CannotWrite({ peer, refusal }: { peer: Conversation['peer']; refusal: Refusal }) {
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
function Blocked({ peer }: { peer: Conversation['peer'] }) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const sentence = t('blocks.youBlocked', { name: peer.displayName || t('people.thisPerson') });
  return (
    <NoComposer refusal={{ code: 'not_available', sentence, retry: 'no' }} sentence={sentence} isBusy={false}>
      <Button onClick={() => setAsking(true)}>{t('blocks.unblock')}</Button>
      <Suspense fallback={null}>
        {isAsking && <UnblockDialog person={peer} onClose={() => setAsking(false)} />}
      </Suspense>
    </NoComposer>
  );
}
