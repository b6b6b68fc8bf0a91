// What the follow button says, and what pressing it does.
import type { Relation } from '@parley/contract';

export type FollowButton =
  | { label: 'follow' | 'followBack'; verb: 'graph.follow'; isOn: false }
  | { label: 'requested' | 'following' | 'friends'; verb: 'graph.unfollow'; isOn: true };

export function toFollowButton(relation: Relation): FollowButton {
  if (relation.isFriend) return { label: 'friends', verb: 'graph.unfollow', isOn: true };
  if (relation.following === 'yes') return { label: 'following', verb: 'graph.unfollow', isOn: true };
  if (relation.following === 'requested') return { label: 'requested', verb: 'graph.unfollow', isOn: true };
  return { label: relation.followsMe ? 'followBack' : 'follow', verb: 'graph.follow', isOn: false };
}
