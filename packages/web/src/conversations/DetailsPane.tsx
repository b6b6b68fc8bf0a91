import { type ConversationId, directConversationPeer } from '@parley/contract';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useMe } from '../app/client-context.tsx';
import { sentenceOf } from '../app/errors.ts';
import { ProfileCard, useProfile } from '../people/index.ts';
import { usePresence } from '../presence/index.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { ProfileSkeleton } from '../ui/Skeleton.tsx';
import styles from './DetailsPane.module.css';

/** Who is at the other end, beside the conversation. */
export function DetailsPane({ id }: { id: string }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const me = useMe();
  const peerId = directConversationPeer(id as ConversationId, me);
  return (
    <section className={styles.pane} aria-label={t('conversation.details')}>
      <header className={styles.bar}>
        <IconButton label={t('conversation.hideDetails')} onClick={() => navigate(`/c/${id}`, { replace: true })}>
          <X size={22} />
        </IconButton>
      </header>
      {peerId && <Peer userId={peerId} />}
    </section>
  );
}

function Peer({ userId }: { userId: NonNullable<ReturnType<typeof directConversationPeer>> }) {
  const { t } = useTranslation();
  const profile = useProfile({ userId });
  const presence = usePresence(userId);
  if (profile.isPending) return <ProfileSkeleton />;
  if (profile.isError) {
    return (
      <EmptyState
        title={t('people.failed')}
        action={<Button onClick={() => void profile.refetch()}>{t('ui.retry')}</Button>}
      >
        {sentenceOf(profile.error, t)}
      </EmptyState>
    );
  }
  return <ProfileCard profile={profile.data} isActive={presence?.isActive ?? false} hasMessageButton={false} />;
}
