import type { Profile } from '@parley/contract';
import { Ban, Link2, Settings, UserMinus } from 'lucide-react';
import { type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useAccount } from '../app/client-context.tsx';
import { copyText } from '../app/copy.ts';
import { isNotFound, sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';
import { BlockDialog, UnblockDialog } from '../blocks/index.ts';
import { ProfileCard, usePersonVerb, useProfile } from '../people/index.ts';
import { usePresence } from '../presence/index.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Mark } from '../ui/Mark.tsx';
import type { MenuItem } from '../ui/Menu.tsx';
import { MenuButton } from '../ui/MenuButton.tsx';
import { Note } from '../ui/Note.tsx';
import { Pane } from '../ui/Pane.tsx';
import { ProfileSkeleton } from '../ui/Skeleton.tsx';
import styles from './ProfilePage.module.css';

/** Anybody's page, from its URL; my own has its edit. */
export function ProfilePage({ handle }: { handle: string }) {
  const { t } = useTranslation();
  const profile = useProfile({ handle });
  if (profile.isPending) {
    return (
      <Pane title={`@${handle}`} backTo="/">
        <ProfileSkeleton />
      </Pane>
    );
  }
  if (profile.isError) {
    const isGone = isNotFound(profile.error);
    return (
      <Pane title={`@${handle}`} backTo="/">
        <EmptyState
          picture={<Mark size={56} />}
          title={isGone ? t('people.notFound') : t('people.failed')}
          action={!isGone && <Button onClick={() => void profile.refetch()}>{t('ui.retry')}</Button>}
        >
          {isGone ? t('people.notFoundBody') : sentenceOf(profile.error, t)}
        </EmptyState>
      </Pane>
    );
  }
  return profile.data.isMe ? <MyProfile profile={profile.data} backTo="/" /> : <TheirProfile profile={profile.data} />;
}

/** The Profile tab. */
export function MyProfilePage() {
  const { person } = useAccount();
  const profile = useProfile({ userId: person.id });
  const { t } = useTranslation();
  if (profile.data) return <MyProfile profile={profile.data} />;
  return (
    <Pane title={t('tabs.profile')} actions={<SettingsButton />}>
      {profile.isError ? (
        <EmptyState
          title={t('people.failed')}
          action={<Button onClick={() => void profile.refetch()}>{t('ui.retry')}</Button>}
        >
          {sentenceOf(profile.error, t)}
        </EmptyState>
      ) : (
        <ProfileSkeleton />
      )}
    </Pane>
  );
}

function MyProfile({ profile, backTo }: { profile: Profile; backTo?: string }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const share = () =>
    copyText(`${location.origin}/u/${encodeURIComponent(profile.person.handle)}`, {
      done: t('people.linkCopied'),
      failed: t('messages.copyFailed'),
    });
  return (
    <Pane title={t('tabs.profile')} {...(backTo ? { backTo } : {})} actions={<SettingsButton />}>
      <ProfileCard profile={profile} />
      <Row>
        <Button onClick={() => navigate('/me/edit')}>{t('people.edit')}</Button>
        <Button icon={<Link2 size={18} />} onClick={() => void share()}>
          {t('people.copyLink')}
        </Button>
      </Row>
    </Pane>
  );
}

function SettingsButton() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  return (
    <IconButton label={t('settings.title')} onClick={() => navigate('/settings')}>
      <Settings size={22} />
    </IconButton>
  );
}

function TheirProfile({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const { person, relation } = profile;
  const presence = usePresence(person.id);
  const [asked, setAsked] = useState<'block' | 'unblock'>();
  const removeFollower = usePersonVerb('graph.removeFollower');
  const items: MenuItem[] = [];
  if (relation.followsMe) {
    items.push({
      id: 'remove',
      label: t('people.removeFollower'),
      icon: <UserMinus size={18} />,
      onChoose: () =>
        removeFollower.mutate(person.id, {
          onSuccess: () => toast(t('people.followerRemoved', { name: person.displayName })),
          onError: (error) => toast(sentenceOf(error, t)),
        }),
    });
  }
  if (!relation.isBlocked) {
    items.push({
      id: 'block',
      label: t('blocks.blockName', { name: person.displayName }),
      icon: <Ban size={18} />,
      isDanger: true,
      onChoose: () => setAsked('block'),
    });
  }
  return (
    <Pane
      title={`@${person.handle}`}
      backTo="/"
      actions={items.length > 0 && <MenuButton label={t('people.menu')} items={items} />}
    >
      <ProfileCard profile={profile} isActive={presence?.isActive ?? false} />
      {relation.isBlocked && (
        <Row>
          <Note icon={<Ban size={18} />}>
            {t('blocks.youBlocked', { name: person.displayName || t('people.thisPerson') })}
          </Note>
          <Button onClick={() => setAsked('unblock')}>{t('blocks.unblock')}</Button>
        </Row>
      )}
      <Suspense fallback={null}>
        {asked === 'block' && <BlockDialog person={person} onClose={() => setAsked(undefined)} />}
        {asked === 'unblock' && <UnblockDialog person={person} onClose={() => setAsked(undefined)} />}
      </Suspense>
    </Pane>
  );
}

function Row({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}
