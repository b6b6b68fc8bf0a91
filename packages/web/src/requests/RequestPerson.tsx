import type { RequestCard } from '@parley/contract';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Avatar } from '../ui/Avatar.tsx';
import { Name } from '../ui/Name.tsx';
import styles from './RequestPerson.module.css';
import { factsOf, mutualLine } from './request-view-model.ts';

type Props = { card: RequestCard; isHeading?: boolean };

/** REQ-1: who asks, before what they say. */
export function RequestPerson({ card, isHeading = false }: Props) {
  const { t } = useTranslation();
  const { peer } = card.conversation;
  const NameTag = isHeading ? 'h2' : 'h3';
  return (
    <div className={styles.person}>
      <Avatar person={peer} />
      <div className={styles.words}>
        <NameTag className={styles.name}>
          <Link className={styles.link} href={`/u/${encodeURIComponent(peer.handle)}`}>
            <Name person={peer} isWrapped />
          </Link>
        </NameTag>
        <p className={styles.handle}>
          <bdi dir="ltr">@{peer.handle}</bdi>
        </p>
      </div>
      <MutualFriends card={card} />
      <ul className={styles.facts}>
        {factsOf(card, t).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      {card.bio && (
        <p className={styles.bio} dir="auto">
          {card.bio}
        </p>
      )}
    </div>
  );
}

function MutualFriends({ card: { mutualFriends } }: { card: RequestCard }) {
  const { t } = useTranslation();
  return (
    <p className={styles.mutual} data-none={mutualFriends.people.length === 0 || undefined}>
      {mutualFriends.people.length > 0 && (
        <span className={styles.faces} aria-hidden="true">
          {mutualFriends.people.map((friend) => (
            <span key={friend.id} className={styles.face}>
              <Avatar person={friend} size="small" />
            </span>
          ))}
        </span>
      )}
      <span>{mutualLine(mutualFriends, t)}</span>
    </p>
  );
}
