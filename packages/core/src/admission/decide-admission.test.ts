// The decision table, exhaustive: every combination of facts is judged by rules written down a second time, as a table of precedence.
import type { AgeBand, MessagesFrom, Outcome, RelationClass } from '@parley/contract';
import { describe, expect, test } from 'vitest';
import { type AdmissionFacts, decideAdmission, type PairFacts } from './decide-admission.ts';
import { relationClass } from './relation-class.ts';
import { outcomeOf } from './setting-table.ts';

const bands: AgeBand[] = ['under16', 'minor', 'adult'];
const settings: MessagesFrom[] = ['everyone', 'friends', 'specific_people', 'no_one'];
const classes: RelationClass[] = ['blocked', 'contact', 'consented', 'friend', 'followed', 'follower', 'stranger'];

const nothing: PairFacts = {
  isSelf: false,
  isKnown: false,
  isBlocked: false,
  isContact: false,
  hasConsented: false,
  recipientFollows: false,
  senderFollows: false,
  isNew: false,
  newPeopleLeft: 1,
  lookupsLeft: 1,
  requestsLeft: 1,
};

/** The least facts that make somebody of a class. */
const pairOf: Record<RelationClass, Partial<PairFacts>> = {
  blocked: { isBlocked: true },
  contact: { isContact: true },
  consented: { hasConsented: true },
  friend: { recipientFollows: true, senderFollows: true },
  followed: { recipientFollows: true },
  follower: { senderFollows: true },
  stranger: {},
};

const bitsOf = (count: number) =>
  Array.from({ length: 2 ** count }, (_, value) =>
    Array.from({ length: count }, (__, bit) => ((value >> bit) & 1) === 1),
  );

/** Every sender with every recipient and every state of the limits, of each class; and each of these once more as oneself. */
function* allFacts(): Generator<AdmissionFacts> {
  const recipients = [...allRecipients()];
  const pairs = [...allPairs()];
  for (const sender of allSenders()) {
    for (const recipient of recipients) for (const pair of pairs) yield { sender, recipient, pair };
  }
}

function* allSenders(): Generator<AdmissionFacts['sender']> {
  for (const ageBand of bands) {
    for (const messagesFrom of settings) {
      for (const [isRestricted = false, hasMessages = false, hasPace = false] of bitsOf(3)) {
        yield { ageBand, messagesFrom, isRestricted, messagesLeft: Number(hasMessages), paceLeft: Number(hasPace) };
      }
    }
  }
}

function* allRecipients(): Generator<AdmissionFacts['recipient']> {
  for (const ageBand of bands) {
    for (const messagesFrom of settings) {
      for (const [othersMayRequest = false, isActive = false] of bitsOf(2)) {
        yield { ageBand, messagesFrom, othersMayRequest, isActive };
      }
    }
  }
}

function* allPairs(): Generator<PairFacts> {
  for (const one of classes) {
    for (const [
      isSelf = false,
      isNew = false,
      people = false,
      lookups = false,
      requests = false,
      isKnown = false,
    ] of bitsOf(6)) {
      const left = { newPeopleLeft: Number(people), lookupsLeft: Number(lookups), requestsLeft: Number(requests) };
      yield { ...nothing, ...pairOf[one], isSelf, isKnown, isNew, ...left };
    }
  }
}

/** ADM-3, as the product says it. */
const settingTable: Record<MessagesFrom, Record<RelationClass, Outcome | 'switch'>> = {
  everyone: {
    ...{ blocked: 'not_received', contact: 'inbox', consented: 'inbox', friend: 'inbox', followed: 'inbox' },
    ...{ follower: 'requests', stranger: 'requests' },
  },
  friends: {
    ...{ blocked: 'not_received', contact: 'inbox', consented: 'inbox', friend: 'inbox', followed: 'switch' },
    ...{ follower: 'switch', stranger: 'switch' },
  },
  specific_people: {
    ...{ blocked: 'not_received', contact: 'inbox', consented: 'inbox', friend: 'switch', followed: 'switch' },
    ...{ follower: 'switch', stranger: 'switch' },
  },
  no_one: {
    ...{ blocked: 'not_received', contact: 'not_received', consented: 'not_received', friend: 'not_received' },
    ...{ followed: 'not_received', follower: 'not_received', stranger: 'not_received' },
  },
};

const expectedOutcome = (messagesFrom: MessagesFrom, from: RelationClass, othersMayRequest: boolean): Outcome => {
  const row = settingTable[messagesFrom][from];
  if (row !== 'switch') return row;
  return othersMayRequest ? 'requests' : 'not_received';
};

const goesTo = ({ recipient, pair }: AdmissionFacts): Outcome =>
  expectedOutcome(recipient.messagesFrom, relationClass(pair), recipient.othersMayRequest);
const isNewToSender = ({ pair }: AdmissionFacts): boolean => pair.isNew && !pair.isSelf;

/** First row that matches decides. */
const table: [when: (f: AdmissionFacts) => boolean, answer: string][] = [
  [(f) => f.sender.ageBand === 'under16', 'too_young'],
  [(f) => f.sender.isRestricted && !f.pair.isKnown, 'restricted'],
  [(f) => f.sender.messagesFrom === 'no_one', 'messages_off'],
  [(f) => f.sender.messagesLeft === 0, 'message_limit'],
  [(f) => f.sender.paceLeft === 0, 'too_fast'],
  [(f) => isNewToSender(f) && f.pair.newPeopleLeft === 0, 'new_people_limit'],
  [(f) => isNewToSender(f) && f.pair.lookupsLeft === 0, 'lookup_limit'],
  [(f) => f.pair.isSelf, 'recipient_is_self'],
  [(f) => f.pair.isBlocked, 'not_available'],
  [(f) => !f.recipient.isActive, 'not_available'],
  [(f) => f.recipient.ageBand === 'under16', 'not_available'],
  [(f) => goesTo(f) === 'inbox', 'inbox'],
  [(f) => goesTo(f) === 'requests' && f.pair.requestsLeft > 0, 'requests'],
  [(f) => goesTo(f) === 'requests', 'request_limit'],
  [(f) => f.recipient.messagesFrom === 'no_one', 'no_messages'],
  [(f) => f.recipient.messagesFrom === 'specific_people', 'only_chosen'],
  [() => true, 'only_friends'],
];

const answer = (facts: AdmissionFacts): string => {
  const admission = decideAdmission(facts);
  return admission.verdict === 'refuse' ? admission.code : admission.verdict;
};

test('ADM-1 ADM-2 ADM-3 ADM-4 the decision follows the table for every combination of facts', () => {
  const seen = new Set<string>();
  let count = 0;
  for (const facts of allFacts()) {
    const expected = table.find(([when]) => when(facts))?.[1];
    const given = answer(facts);
    // Built only where it is wrong: there are a million of them.
    if (given !== expected) expect(given, JSON.stringify(facts)).toBe(expected);
    seen.add(given);
    count += 1;
  }
  expect(count).toBe(3 * 4 * 8 * (3 * 4 * 4) * (7 * 64));
  expect(seen).toEqual(new Set(table.map(([, one]) => one)));
});

describe('classes', () => {
  test('GRAPH-1 somebody is the first that fits, whatever else they are', () => {
    for (const bits of bitsOf(5)) {
      const [
        isBlocked = false,
        isContact = false,
        hasConsented = false,
        recipientFollows = false,
        senderFollows = false,
      ] = bits;
      const given = relationClass({ isBlocked, isContact, hasConsented, recipientFollows, senderFollows });
      const facts = [
        isBlocked,
        isContact,
        hasConsented,
        recipientFollows && senderFollows,
        recipientFollows,
        senderFollows,
      ];
      expect(given).toBe(classes[facts.indexOf(true)] ?? 'stranger');
    }
  });

  test('ADM-3 each setting makes of each class what the product’s table says, with the switch and without', () => {
    for (const messagesFrom of settings) {
      for (const othersMayRequest of [false, true]) {
        const given = classes.map((one) => outcomeOf({ messagesFrom, othersMayRequest }, one));
        expect(given).toEqual(classes.map((one) => expectedOutcome(messagesFrom, one, othersMayRequest)));
      }
    }
  });
});

describe('properties', () => {
  const sender = {
    ageBand: 'adult',
    messagesFrom: 'friends',
    isRestricted: false,
    messagesLeft: 1,
    paceLeft: 1,
  } as const;
  const open = { ageBand: 'adult', messagesFrom: 'everyone', othersMayRequest: true, isActive: true } as const;

  test('ADM-1 a refusal about the sender does not change with the recipient', () => {
    const own = new Map<string, Set<string>>();
    for (const facts of allFacts()) {
      const { ageBand, isRestricted, messagesFrom, messagesLeft, paceLeft } = facts.sender;
      const isHeld =
        ageBand === 'under16' || messagesFrom === 'no_one' || messagesLeft * paceLeft === 0 || isRestricted;
      if (!isHeld) continue;
      // A restriction lets known people through: that is the sender’s own knowledge too.
      if (isRestricted && facts.pair.isKnown) continue;
      const key = [ageBand, isRestricted, messagesFrom, messagesLeft, paceLeft].join();
      own.set(key, (own.get(key) ?? new Set()).add(answer(facts)));
    }
    expect([...own.values()].filter((answers) => answers.size !== 1)).toEqual([]);
  });

  test('BLK-1 a block wins over whatever the two have', () => {
    for (const recipient of allRecipients()) {
      for (const pair of allPairs()) {
        if (pair.isSelf || pair.isNew) continue;
        expect(answer({ sender, recipient, pair: { ...pair, isBlocked: true } })).toBe('not_available');
      }
    }
  });

  test('ADM-4 consent lets in whoever the class would not, but under No one', () => {
    for (const messagesFrom of settings) {
      for (const one of classes.filter((name) => name !== 'blocked')) {
        const pair = { ...nothing, ...pairOf[one], hasConsented: true, requestsLeft: 0 };
        const expected = messagesFrom === 'no_one' ? 'no_messages' : 'inbox';
        expect(answer({ sender, recipient: { ...open, messagesFrom }, pair })).toBe(expected);
      }
    }
  });

  test('OBS-1 blocked, gone and under 16 give one answer whatever the setting, and the budgets alone', () => {
    for (const pair of allPairs()) {
      for (const messagesFrom of settings) {
        const recipient = { ...open, messagesFrom };
        const blocked = answer({ sender, recipient, pair: { ...pair, isBlocked: true } });
        const gone = answer({ sender, recipient: { ...recipient, isActive: false }, pair });
        const young = answer({ sender, recipient: { ...recipient, ageBand: 'under16' }, pair });
        expect([gone, young]).toEqual([blocked, blocked]);
      }
    }
  });

  test('OBS-1 somebody of 16 or 17 answers like an adult with the same setting', () => {
    for (const recipient of allRecipients()) {
      for (const pair of allPairs()) {
        if (recipient.ageBand !== 'minor') continue;
        expect(answer({ sender, recipient, pair })).toBe(
          answer({ sender, recipient: { ...recipient, ageBand: 'adult' }, pair }),
        );
      }
    }
  });
});
