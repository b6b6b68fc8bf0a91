import { z } from 'zod';
import { conversationId } from '../ids.ts';
import { limits } from '../limits.ts';
import { method } from '../method.ts';
import { nextCursor, pageInput } from '../paging.ts';
import { requestCard } from './shapes.ts';

const which = z.strictObject({ conversationId });
const done = z.object({});
const word = z.string().trim().min(1).max(limits.filterWordLengthMax);

export const requestsMethods = [
  method({
    id: 'requests.list',
    purpose: 'Lists the requests that wait for my answer, the filtered ones, or those declined that I may bring back.',
    auth: 'user',
    input: z.strictObject({ folder: z.enum(['requests', 'filtered', 'declined']).default('requests'), ...pageInput }),
    output: z.object({ requests: z.array(requestCard), nextCursor }),
    refusals: [],
  }),
  method({
    id: 'requests.accept',
    purpose: 'Accepts a request: from now on both may write (REQ-4). Twice is once.',
    auth: 'user',
    input: which,
    output: done,
    refusals: ['not_found'],
  }),
  method({
    id: 'requests.decline',
    purpose: 'Declines a request without telling anybody (REQ-5). A second time is for good.',
    auth: 'user',
    input: which,
    output: done,
    refusals: ['not_found'],
  }),
  method({
    id: 'requests.undoDecline',
    purpose: 'Brings a declined request back, within 30 days and once (REQ-5).',
    auth: 'user',
    input: which,
    output: done,
    refusals: ['not_found'],
  }),
] as const;

const words = z.object({ words: z.array(z.string()) });

export const filterWordsMethods = [
  method({
    id: 'filterWords.list',
    purpose: 'Lists my own words: a request that holds one of them is filtered (REQ-7).',
    auth: 'user',
    input: z.strictObject({}),
    output: words,
    refusals: [],
  }),
  method({
    id: 'filterWords.add',
    purpose: 'Adds a word or phrase to my own words; the case does not matter. Answers them all.',
    auth: 'user',
    input: z.strictObject({ word }),
    output: words,
    refusals: ['too_many_words'],
  }),
  method({
    id: 'filterWords.remove',
    purpose: 'Takes a word out of my own words. Answers them all.',
    auth: 'user',
    input: z.strictObject({ word }),
    output: words,
    refusals: [],
  }),
] as const;
