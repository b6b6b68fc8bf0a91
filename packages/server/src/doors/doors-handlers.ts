// ADM-7: what my settings do, told from my side and from my relations alone.
import { type Explanation, limits, type Person, type RelationClass, type UserId } from '@parley/contract';
import { ageBand, outcomeOf, relationClass, settingsChoices } from '@parley/core';
import type { PersonAndStanding, Store } from '@parley/store';
import type { Handlers } from '../api/index.ts';
import { type Clock, toInstant } from '../clock.ts';
import { refuse } from '../outcome.ts';
import { encodeCursor, isVisible, toGraphCursor, toPersonView } from '../people/index.ts';

type Deps = { store: Store; clock: Clock };
type DoorsHandlers = Pick<Handlers, 'admission.tryOut' | 'admission.listDoors' | 'admission.explain'>;

const classes: readonly RelationClass[] = ['contact', 'consented', 'friend', 'followed', 'follower', 'stranger'];

export const doorsHandlers = ({ store, clock }: Deps): DoorsHandlers => ({
  'admission.tryOut': async (setting, { actor: { userId } }) => {
    const examples = await store.read.doors.examples(userId, limits.examplesShown);
    const people = await store.read.people.forViewer(userId, [...examples.values()].flat());
    const shown = (ids: readonly UserId[]): Person[] => ids.map((id) => toPersonView(id, people.get(id)));
    return {
      classes: classes.map((one) => ({
        class: one,
        outcome: outcomeOf(setting, one),
        examples: shown(examples.get(one) ?? []),
      })),
    };
  },

  'admission.listDoors': async ({ kind, limit, cursor }, { actor: { userId } }) => {
    const rows = await store.read.doors.list(userId, { kind, limit: limit + 1, after: toGraphCursor(cursor) });
    const people = await store.read.people.forViewer(
      userId,
      rows.map((row) => row.id),
    );
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      doors: rows.slice(0, limit).map(({ id, atMs, reason }) => ({
        person: toPersonView(id, people.get(id)),
        kind,
        ...(reason ? { reason } : {}),
        since: toInstant(atMs),
      })),
      ...(last ? { nextCursor: encodeCursor([last.atMs, last.id]) } : {}),
    };
  },

  'admission.explain': async (input, { actor: { userId } }) => {
    const people = await store.read.people.forViewer(userId, [userId, input.userId]);
    const [me, other] = [people.get(userId), people.get(input.userId)];
    if (!me || !other || !isVisible(other) || input.userId === userId) return refuse('not_found');
    return { person: toPersonView(input.userId, other), ...explain(me, other, clock.now()) };
  },
});

function explain(me: PersonAndStanding, other: PersonAndStanding, nowMs: number): Omit<Explanation, 'person'> {
  const { isBlockedByMe, isContact, hasMyConsent, following, followsMe } = other.standing;
  const from = relationClass({
    isBlocked: isBlockedByMe,
    isContact,
    hasConsented: hasMyConsent,
    recipientFollows: following === 'yes',
    senderFollows: followsMe === 'yes',
  });
  const isUnderAge = settingsChoices(ageBand(me.row.bornOn, nowMs)).messagesFrom.length === 0;
  if (isUnderAge) return { class: from, outcome: 'not_received', because: 'me_under_age' };
  if (isBlockedByMe) return { class: from, outcome: 'not_received', because: 'me_blocked' };
  return { class: from, outcome: outcomeOf(me.row, from), because: 'setting' };
}
