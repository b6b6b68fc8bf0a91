import type { Profile } from '@parley/contract';
import { Lock, MessageCircle, MessageCirclePlus, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useMe } from '../app/client-context.tsx';
import { refusalSentence } from '../app/errors.ts';
import { exactTime, timeUntil } from '../app/time.ts';
import { useNow } from '../app/use-now.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { Name } from '../ui/Name.tsx';
import { Note } from '../ui/Note.tsx';
import { conversationLink } from './conversation-link.ts';
import { FollowButton } from './FollowButton.tsx';
import styles from './ProfileCard.module.css';

type Props = {
  profile: Profile;
  isActive?: boolean;
  /** In the details beside a conversation, one is in it already. */
  hasMessageButton?: boolean;
};

/** Who somebody is, and the two things one does with them: follow and write. */
export function ProfileCard({ profile, isActive = false, hasMessageButton = true }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const [, navigate] = useLocation();
  const { person, relation, abilities, looksLike } = profile;
  return (
    <section className={styles.card}>
      <Avatar person={person} size="huge" isActive={isActive} />
      <h2 className={styles.name}>
        <Name person={person} isWrapped />
      </h2>
      {person.isAvailable && (
        <p className={styles.handle}>
          <bdi dir="ltr">@{person.handle}</bdi>
          {relation.followsMe && !relation.isFriend && <span className={styles.chip}>{t('people.followsYou')}</span>}
        </p>
      )}
      {profile.bio && (
        <p className={styles.bio} dir="auto">
          {profile.bio}
        </p>
      )}
      <Counts profile={profile} />
      {looksLike && (
        <Note tone="warn" icon={<TriangleAlert size={18} />}>
          {t('people.looksLike', { name: looksLike.displayName, handle: looksLike.handle })}
        </Note>
      )}
      {!profile.isMe && !relation.isBlocked && (
        <div className={styles.actions}>
          {(abilities.follow || relation.following !== 'no') && <FollowButton person={person} relation={relation} />}
          {hasMessageButton && abilities.message && (
            <Button
              variant={relation.isFriend ? 'primary' : 'quiet'}
              icon={abilities.request ? <MessageCirclePlus size={18} /> : <MessageCircle size={18} />}
              onClick={() => navigate(conversationLink(me, person.id))}
            >
              {abilities.request ? t('people.sendRequest') : t('people.message')}
            </Button>
          )}
        </div>
      )}
      {hasMessageButton && abilities.message && abilities.request && (
        <p className={styles.refusal}>{t('people.goesToRequests', { name: person.displayName })}</p>
      )}
      {!profile.isMe && !relation.isBlocked && !abilities.message && profile.refusal && (
        <p className={styles.refusal}>
          {refusalSentence(profile.refusal, t)} {profile.refusal.retryAt && <GoOn at={profile.refusal.retryAt} />}
        </p>
      )}
      {!profile.isMe && profile.refusal?.remedy === 'turn_messages_on' && (
        <Button onClick={() => navigate('/settings/privacy')}>{t('composer.remedy.turn_messages_on')}</Button>
      )}
      {profile.isPrivate && !profile.isMe && (
        <Note icon={<Lock size={18} />}>
          {abilities.seeLists ? t('people.privateFollowed') : t('people.private', { name: person.displayName })}
        </Note>
      )}
    </section>
  );
}

/** When a limit lets me go on. */
function GoOn({ at }: { at: string }) {
  const { t } = useTranslation();
  const nowMs = useNow();
  if (Date.parse(at) <= nowMs) return null;
  return (
    <time dateTime={at} title={exactTime(at)}>
      {t('composer.goOn', { when: timeUntil(at, nowMs) })}
    </time>
  );
}

function Counts({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const { person, followerCount, followingCount, abilities } = profile;
  if (followerCount === undefined || followingCount === undefined) return null;
  const counts = [
    { id: 'followers', count: followerCount, label: t('people.followerCount', { count: followerCount }) },
    { id: 'following', count: followingCount, label: t('people.followingCount', { count: followingCount }) },
  ];
  return (
    <ul className={styles.counts}>
      {counts.map(({ id, label }) => (
        <li key={id}>
          {abilities.seeLists ? (
            <Link href={`/u/${encodeURIComponent(person.handle)}/${id}`}>{label}</Link>
          ) : (
            <span>{label}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
