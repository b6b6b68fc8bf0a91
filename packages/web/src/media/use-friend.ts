import type { UserId } from '@parley/contract';
import { useProfile } from '../people/index.ts';

const nobody = '' as UserId;

/** Whether somebody is a friend of mine; undefined while that is not known. */
export function useIsFriend(userId: UserId | undefined): boolean | undefined {
  const { data } = useProfile({ userId: userId ?? nobody }, { isEnabled: userId !== undefined });
  return userId === undefined ? undefined : data?.relation?.isFriend;
}
