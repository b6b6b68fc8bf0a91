import type { Person } from '@parley/contract';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Avatar } from '../ui/Avatar.tsx';
import { Name } from '../ui/Name.tsx';
import styles from './PersonLine.module.css';

type Props = { person: Person; href: string; note?: string; isSelected?: boolean; id?: string; children?: ReactNode };

/** One person in a list: who, and what can be done. */
export function PersonLine({ person, href, note, isSelected = false, id, children }: Props) {
  return (
    <div className={styles.line} data-selected={isSelected || undefined} id={id}>
      <Link className={styles.link} href={href}>
        <Avatar person={person} />
        <span className={styles.words}>
          <Name person={person} className={styles.name ?? ''} />
          <span className={styles.handle}>
            {person.isAvailable && <bdi dir="ltr">@{person.handle}</bdi>}
            {note && <span>{note}</span>}
          </span>
        </span>
      </Link>
      {children}
    </div>
  );
}
