import { randomUUID } from 'node:crypto';
import type { MethodInput, MethodOutput } from '@parley/contract';
import { parseEntities } from '@parley/core';
import type { Person } from './world.ts';

/** A text message that nobody has sent yet, for whichever way of naming its conversation. */
export const newText = (words: string): Pick<MethodInput<'messages.send'>, 'clientMessageId' | 'content'> => ({
  clientMessageId: randomUUID(),
  content: { kind: 'text', text: words },
});

/** One says something to another. */
export const say = (from: Person, to: Person, words: string): Promise<MethodOutput<'messages.send'>> =>
  from.call('messages.send', { recipientId: to.id, ...newText(words) });

/** What a decided send is besides its key, its text and its versions: an ordinary message to the inbox. */
export const plainSend = {
  entities: [],
  attemptMax: Number.MAX_SAFE_INTEGER,
  folder: 'inbox',
  filterReason: undefined,
  effects: { consents: false, isFirstContact: false, movesRequest: false, countsAsRequest: false, endsRequest: false },
} as const;

/** No attempts are marked. */
export const noMarks = { sinceMs: 0, needed: [] } as const;

/** Whether the server marks a link in a text. */
export const hasLink = (text: string): boolean => parseEntities(text).some(({ kind }) => kind === 'link');
