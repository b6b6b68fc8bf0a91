// What a request's card says of who asks (REQ-1), and why it was filtered (REQ-7).
import type { Conversation, Person, Relation, RequestCard } from '@parley/contract';
import type { TFunction } from 'i18next';
import { dayOf, monthOf } from '../app/time.ts';
import { listOf } from '../i18n/index.ts';

/** Friends in common, by name as far as there are names, and by number beyond. */
export function mutualLine({ people, count }: RequestCard['mutualFriends'], t: TFunction): string {
  const names = people.filter(({ isAvailable }) => isAvailable).map(({ displayName }) => displayName);
  const more = count - names.length;
  if (names.length === 0) return t('requests.noMutual');
  const rest = more > 0 ? [t('requests.moreYouKnow', { count: more })] : [];
  return t('requests.mutualNames', { names: listOf([...names, ...rest]) });
}

/** Short facts, most telling first. */
export function factsOf(card: Pick<RequestCard, 'joinedIn' | 'followerCount'> & { relation: Relation }, t: TFunction) {
  const { joinedIn, followerCount, relation } = card;
  const facts: string[] = [];
  if (relation.following === 'yes') facts.push(t('requests.youFollow'));
  if (relation.followsMe) facts.push(t('requests.followsYou'));
  facts.push(t('requests.joined', { when: monthOf(joinedIn) }));
  if (followerCount !== undefined) facts.push(t('people.followerCount', { count: followerCount }));
  return facts;
}

/** REQ-7: why it was filtered; nothing where it was not. */
export function filterLine({ request }: Conversation, t: TFunction): string | undefined {
  const reason = request?.direction === 'incoming' ? request.filterReason : undefined;
  switch (reason?.kind) {
    case 'own_word':
      return t('requests.ownWord', { word: reason.word });
    case 'link':
      return t('requests.link');
    case undefined:
      return undefined;
  }
}

/** Until when it stays, or may be brought back. */
export function untilLine({ request, folder }: Conversation, t: TFunction): string | undefined {
  if (request?.direction !== 'incoming') return undefined;
  if (folder === 'filtered' && request.expiresAt) return t('requests.staysUntil', { day: dayOf(request.expiresAt) });
  if (folder !== 'declined') return undefined;
  return request.undoUntil ? t('requests.backUntil', { day: dayOf(request.undoUntil) }) : t('requests.forGood');
}

/** How somebody is called in a sentence. */
export function nameOf(person: Person, t: TFunction): string {
  return person.displayName || t('people.thisPerson');
}
