import { limits, type UserId } from '@parley/contract';
import { searchKey } from '@parley/core';
import type { Store } from '@parley/store';
import type { Handlers } from '../api/index.ts';
import type { Clock } from '../clock.ts';
import { refuse, refuseField } from '../outcome.ts';

type Deps = { store: Store; clock: Clock };

/** REQ-7: own words are their owner's alone. */
export const filterWordsHandlers = ({
  store,
  clock,
}: Deps): Pick<Handlers, 'filterWords.list' | 'filterWords.add' | 'filterWords.remove'> => {
  const list = async (userId: UserId) => ({ words: await store.read.requests.filterWords(userId) });
  return {
    'filterWords.list': (_, { actor }) => list(actor.userId),
    'filterWords.add': async ({ word }, { actor: { userId } }) => {
      // What no text can hold would never be found.
      if (searchKey(word) === '') return refuseField('word', 'holds nothing to look for');
      const isAdded = await store.transaction((write) =>
        write.requests.addFilterWord(userId, word, limits.filterWordsMax, clock.now()),
      );
      return isAdded ? list(userId) : refuse('too_many_words', { field: 'word' });
    },
    'filterWords.remove': async ({ word }, { actor: { userId } }) => {
      await store.transaction((write) => write.requests.removeFilterWord(userId, word));
      return list(userId);
    },
  };
};
