import { z } from 'zod';
import { userId } from '../ids.ts';
import { refusal } from '../refusals/index.ts';

/**
 * Somebody as others see them. `isAvailable` is false for an account that is gone and for one that is shut to the viewer, alike (OBS-1):
 * then handle and name are empty.
 */
export const person = z
  .object({
    id: userId,
    handle: z.string(),
    displayName: z.string(),
    isAvailable: z.boolean(),
    isVerified: z.boolean(),
    isStaff: z.boolean(),
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof person>;

/** How the viewer and somebody stand. `following`: the viewer's follow; `requested` waits for approval. Friends follow each other. */
export const relation = z
  .object({
    following: z.enum(['no', 'requested', 'yes']),
    followsMe: z.boolean(),
    requestedToFollowMe: z.boolean(),
    isFriend: z.boolean(),
    isBlocked: z.boolean(),
    /** On the viewer's list of specific people. */
    isContact: z.boolean(),
  })
  .meta({ id: 'Relation' });
export type Relation = z.infer<typeof relation>;

/** A person in a list, with how the viewer stands to them. */
export const personWithRelation = z.object({ person, relation }).meta({ id: 'PersonWithRelation' });
export type PersonWithRelation = z.infer<typeof personWithRelation>;

/** A profile page. Counts are absent where a private profile hides them from the viewer (GRAPH-2). `refusal` says why writing is not possible now. */
export const profile = z
  .object({
    person,
    bio: z.string(),
    isPrivate: z.boolean(),
    isMe: z.boolean(),
    followerCount: z.int().optional(),
    followingCount: z.int().optional(),
    relation,
    /** `request`: a message would go to their requests. */
    abilities: z.object({ message: z.boolean(), request: z.boolean(), follow: z.boolean(), seeLists: z.boolean() }),
    refusal: refusal.optional(),
    /** ACC-4: this name reads like that of a friend, a well-known account or staff. */
    looksLike: person.optional(),
  })
  .meta({ id: 'Profile' });
export type Profile = z.infer<typeof profile>;
