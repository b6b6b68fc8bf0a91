import { z } from 'zod';
import { conversation } from '../conversations/index.ts';
import { person, relation } from '../people/index.ts';

/** REQ-1: who a request is from, before what it says (in `conversation`). */
export const requestCard = z
  .object({
    conversation,
    relation,
    bio: z.string(),
    /** Friends of mine who are friends of theirs: some, and how many there are. */
    mutualFriends: z.object({ people: z.array(person), count: z.int() }),
    /** Absent where their profile hides it from me (GRAPH-2). */
    followerCount: z.int().optional(),
    /** Month and year of joining, YYYY-MM. */
    joinedIn: z.string(),
  })
  .meta({ id: 'RequestCard' });
export type RequestCard = z.infer<typeof requestCard>;
