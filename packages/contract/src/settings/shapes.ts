import { z } from 'zod';

/** ADM-3: from whom I hear. */
export const messagesFrom = z.enum(['everyone', 'friends', 'specific_people', 'no_one']).meta({ id: 'MessagesFrom' });
export type MessagesFrom = z.infer<typeof messagesFrom>;

/** A user's own settings. `choices` lists what this user is offered (ACC-3). */
export const settings = z
  .object({
    messagesFrom,
    /** ADM-3: whether those who may not write may send me a request. Everyone has its own table, and No one takes none. */
    othersMayRequest: z.boolean(),
    /** REQ-7: whether likely spam and my own words are sorted out of my requests. */
    filterRequests: z.boolean(),
    readReceipts: z.boolean(),
    presence: z.boolean(),
    isPrivate: z.boolean(),
    /** False until the user answered, once, from whom they want to hear (ACC-1). */
    hasChosenMessagesFrom: z.boolean(),
    choices: z.object({ messagesFrom: z.array(messagesFrom), presence: z.boolean() }),
  })
  .meta({ id: 'Settings' });
export type Settings = z.infer<typeof settings>;
