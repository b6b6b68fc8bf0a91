import type { Person, Relation, UserId } from '@parley/contract';
import type { PersonAndStanding, Standing } from '@parley/store';

/**
 * How somebody appears to a viewer. Whoever is gone and whoever blocked the viewer look the same (OBS-1): an id and nothing else.
 * `found` is undefined for an account that does not exist any more.
 */
export function toPersonView(id: UserId, found: PersonAndStanding | undefined): Person {
  const isAvailable = found !== undefined && isVisible(found);
  if (!isAvailable) {
    return { id, handle: '', displayName: '', isAvailable: false, isVerified: false, isStaff: false };
  }
  const { handle, displayName, isVerified, isStaff } = found.row;
  return { id, handle, displayName, isAvailable, isVerified, isStaff };
}

/** Whether the viewer may know that this person is here at all. */
export const isVisible = ({ row, standing }: PersonAndStanding): boolean =>
  row.state === 'active' && !standing.blocksMe;

export function toRelationView(standing: Standing): Relation {
  const { following, followsMe, isBlockedByMe, isContact } = standing;
  return {
    following,
    followsMe: followsMe === 'yes',
    requestedToFollowMe: followsMe === 'requested',
    isFriend: isFriend(standing),
    isBlocked: isBlockedByMe,
    isContact,
  };
}

/** GRAPH-1 */
export const isFriend = (standing: Standing): boolean => standing.following === 'yes' && standing.followsMe === 'yes';

export const isBlockedEitherWay = (standing: Standing): boolean => standing.isBlockedByMe || standing.blocksMe;
