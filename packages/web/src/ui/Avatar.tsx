import type { Person } from '@parley/contract';
import { UserRound } from 'lucide-react';
import styles from './Avatar.module.css';
import { avatarColour, initials } from './avatar-view-model.ts';
import { cx } from './cx.ts';

export type AvatarSize = 'tiny' | 'small' | 'medium' | 'large' | 'huge';

type Props = { person: Pick<Person, 'id' | 'displayName' | 'isAvailable'>; size?: AvatarSize; isActive?: boolean };

/** Decorative: the name always stands beside it. */
export function Avatar({ person, size = 'large', isActive = false }: Props) {
  const letters = person.isAvailable ? initials(person.displayName) : '';
  const colour = letters ? styles[`colour${avatarColour(person.id)}`] : styles.gone;
  return (
    <span className={cx(styles.avatar, styles[size], colour)} aria-hidden="true">
      {letters || <UserRound className={styles.nobody} />}
      {isActive && <span className={styles.dot} />}
    </span>
  );
}
