// The decision table, exhaustive: every combination of facts is judged by rules written down a second time, as a table of precedence.

import type { AgeBand, MessagesFrom } from '@parley/contract';
import { describe, expect, test } from 'vitest';
import { type AdmissionFacts, decideAdmission } from './decide-admission.ts';

const bands: AgeBand[] = ['under16', 'minor', 'adult'];
const settings: MessagesFrom[] = ['everyone', 'friends', 'no_one'];
const flags = [false, true];

function* allFacts(): Generator<AdmissionFacts> {
  const people = bands.flatMap((ageBand) => settings.map((messagesFrom) => ({ ageBand, messagesFrom })));
  const pairs = people.flatMap((sender) => people.map((recipient) => ({ sender, recipient })));
  for (const { sender, recipient } of pairs) {
    for (let bits = 0; bits < 32; bits += 1) {
      const bit = (n: number): boolean => ((bits >> n) & 1) === 1;
      yield {
        sender: { ...sender, isActive: true },
        recipient: { ...recipient, isActive: bit(0) },
        pair: { isSelf: bit(1), isBlocked: bit(2), isFriend: bit(3), hasConsented: bit(4) },
      };
    }
  }
}

/** First row that matches decides. */
const table: [when: (f: AdmissionFacts) => boolean, code: string][] = [
  [(f) => f.sender.ageBand === 'under16', 'too_young'],
  [(f) => f.sender.messagesFrom === 'no_one', 'messages_off'],
  [(f) => f.pair.isSelf, 'recipient_is_self'],
  [(f) => f.pair.isBlocked, 'not_available'],
  [(f) => !f.recipient.isActive, 'not_available'],
  [(f) => f.recipient.ageBand === 'under16', 'not_available'],
  [(f) => f.recipient.messagesFrom === 'no_one', 'no_messages'],
  [(f) => f.recipient.messagesFrom === 'everyone', 'deliver'],
  [(f) => f.pair.isFriend, 'deliver'],
  [(f) => f.pair.hasConsented, 'deliver'],
  [() => true, 'only_friends'],
];

const answer = (facts: AdmissionFacts): string => {
  const admission = decideAdmission(facts);
  return admission.verdict === 'deliver' ? 'deliver' : admission.code;
};

test('ADM-1 ADM-2 ADM-3 ADM-4 the decision follows the table for every combination of facts', () => {
  let count = 0;
  for (const facts of allFacts()) {
    const expected = table.find(([when]) => when(facts))?.[1];
    expect(answer(facts), JSON.stringify(facts)).toBe(expected);
    count += 1;
  }
  expect(count).toBe(3 * 3 * 3 * 3 * 32);
});

describe('observers', () => {
  const base: AdmissionFacts = {
    sender: { ageBand: 'adult', messagesFrom: 'friends', isActive: true },
    recipient: { ageBand: 'adult', messagesFrom: 'friends', isActive: true },
    pair: { isSelf: false, isBlocked: false, isFriend: true, hasConsented: true },
  };

  test('OBS-1 blocked, deactivated and under 16 give the same answer', () => {
    const blocked = answer({ ...base, pair: { ...base.pair, isBlocked: true } });
    const gone = answer({ ...base, recipient: { ...base.recipient, isActive: false } });
    const young = answer({ ...base, recipient: { ...base.recipient, ageBand: 'under16' } });
    expect(new Set([blocked, gone, young])).toEqual(new Set(['not_available']));
  });

  test('OBS-1 somebody of 16 or 17 on Friends answers like an adult on Friends', () => {
    for (const isFriend of flags) {
      const pair = { ...base.pair, isFriend, hasConsented: false };
      const minor = answer({ ...base, recipient: { ...base.recipient, ageBand: 'minor' }, pair });
      expect(minor).toBe(answer({ ...base, pair }));
    }
  });

  test('ADM-1 a refusal about the sender does not change with the recipient', () => {
    const own = new Set<string>();
    for (const facts of allFacts()) {
      if (facts.sender.messagesFrom === 'no_one' && facts.sender.ageBand === 'adult') own.add(answer(facts));
    }
    expect(own).toEqual(new Set(['messages_off']));
  });
});
