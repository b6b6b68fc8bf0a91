import { z } from 'zod';
import { userId } from '../ids.ts';
import { method } from '../method.ts';
import { nextCursor, pageInput } from '../paging.ts';
import { personWithRelation, relation } from '../people/index.ts';

const whom = z.strictObject({ userId });
const standing = z.object({ relation });
const listInput = z.strictObject({ userId, ...pageInput });
const listOutput = z.object({ people: z.array(personWithRelation), nextCursor });

export const graphMethods = [
  method({
    id: 'graph.follow',
    purpose: 'Follows somebody; a private profile is asked first (GRAPH-2).',
    auth: 'user',
    input: whom,
    output: standing,
    refusals: ['not_found', 'cannot_follow_self'],
  }),
  method({
    id: 'graph.unfollow',
    purpose: 'Stops following, or takes the follow request back.',
    auth: 'user',
    input: whom,
    output: standing,
    refusals: ['not_found'],
  }),
  method({
    id: 'graph.removeFollower',
    purpose: 'Makes somebody no longer follow me; they are not told.',
    auth: 'user',
    input: whom,
    output: standing,
    refusals: ['not_found'],
  }),
  method({
    id: 'graph.acceptFollow',
    purpose: 'Lets somebody who asked follow me.',
    auth: 'user',
    input: whom,
    output: standing,
    refusals: ['not_found'],
  }),
  method({
    id: 'graph.declineFollow',
    purpose: 'Declines a follow request; they are not told.',
    auth: 'user',
    input: whom,
    output: standing,
    refusals: ['not_found'],
  }),
  method({
    id: 'graph.listFollowers',
    purpose: 'Lists who follows somebody, newest first.',
    auth: 'user',
    input: listInput,
    output: listOutput,
    refusals: ['not_found'],
  }),
  method({
    id: 'graph.listFollowing',
    purpose: 'Lists whom somebody follows, newest first.',
    auth: 'user',
    input: listInput,
    output: listOutput,
    refusals: ['not_found'],
  }),
  method({
    id: 'graph.listFollowRequests',
    purpose: 'Lists who asks to follow me, newest first.',
    auth: 'user',
    input: z.strictObject({ ...pageInput }),
    output: listOutput,
    refusals: [],
  }),
] as const;
