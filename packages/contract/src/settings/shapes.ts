import { z } from 'zod';

/** ADM-3: from whom I hear. */
export const messagesFrom = z.enum(['everyone', 'friends', 'no_one']).meta({ id: 'MessagesFrom' });
export type MessagesFrom = z.infer<typeof messagesFrom>;

/** A user's own settings. `choices` lists what this user is offered (ACC-3). */
export const settings = z
  .object({
    messagesFrom,
    readReceipts: z.boolean(),
    presence: z.boolean(),
    isPrivate: z.boolean(),
    /** False until the user answered, once, from whom they want to hear (ACC-1). */
    hasChosenMessagesFrom: z.boolean(),
    choices: z.object({ messagesFrom: z.array(messagesFrom), presence: z.boolean() }),
  })
  .meta({ id: 'Settings' });
export type Settings = z.infer<typeof settings>;
