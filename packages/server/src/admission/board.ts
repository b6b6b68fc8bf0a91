// All that admission decisions need, gathered for many pairs in a few bulk reads. The send path decides by it, and so does every
// preview: what is shown before typing cannot differ from what the send will say (ADM-6).
import { directConversationId, limits as fixed, type Outcome, type UserId } from '@parley/contract';
import { type Admission, ageBand, decideAdmission, outcomeOf, type PairFacts, relationClass } from '@parley/core';
import { type AdmissionFactsRead, type Pair, pairKey, type Store, type UserFacts } from '@parley/store';
import type { Limits } from '../limits.ts';
import { type Allowance, Allowances, attemptBase, type LeftOfPair } from './allowances.ts';
import type { AskedPair, KnownFacts } from './known-facts.ts';
import type { Pace } from './pace.ts';

export type AdmissionDeps = { store: Store; limits: Limits; pace: Pace; known: KnownFacts };

/** A decision with what a person may be told about it. */
export type Judgement = { admission: Admission; allowance: Allowance | undefined };

export type AdmissionBoard = AdmissionFactsRead & {
  /** `alsoSent`: how many others of this sender are decided and not stored yet. */
  judge(pair: Pair, alsoSent?: number): Judgement;
  /** REQ-2: what is left of the messages to somebody who has not accepted. */
  requestsLeft(pair: Pair): Allowance;
  isNew(pair: Pair): boolean;
  /** What the recipient's setting makes of the sender, whatever limits and blocks say. */
  outcome(pair: Pair): Outcome;
  ownWords(pair: Pair): readonly string[];
  /** What is left of the sender's own limits. */
  ownLimits(pair: Pair): Record<'messages' | 'newPeople' | 'lookups', Allowance>;
  /** Whether the pair is judged by what was remembered, which lets nobody be refused. */
  isRemembered(pair: Pair): boolean;
  /** Up to which attempt count the sender may send. */
  attemptMax(senderId: UserId): number;
};

type Options = {
  /** ADM-6: new people are noted as looked up before it is decided. */
  notesLookups?: boolean;
  /** Sends keep to a pace; what is asked does not. */
  isPaced?: boolean;
  /** What is remembered need not be read. */
  mayRecall?: boolean;
};

export const pairOf = (senderId: UserId, recipientId: UserId): Pair => ({
  conversationId: directConversationId(senderId, recipientId),
  senderId,
  recipientId,
});

export async function gatherBoard(
  deps: AdmissionDeps,
  pairs: readonly AskedPair[],
  nowMs: number,
  { notesLookups = false, isPaced = false, mayRecall = false }: Options = {},
): Promise<AdmissionBoard> {
  const { store, limits, pace, known } = deps;
  const windows = { attemptsFromMs: attemptsFrom(nowMs) };
  const reader = store.read.admission;
  const { facts, isRemembered } = await (mayRecall
    ? known.recall(reader, pairs, windows)
    : known.read(reader, pairs, windows));
  const read = { ...facts, person: personOnce(facts, nowMs) };
  const isNew = (pair: Pair): boolean => isNewPerson(read, pair);
  const fresh = notesLookups ? pairs.filter((pair) => pair.senderId !== pair.recipientId && isNew(pair)) : [];
  const lookupsFromMs = nowMs - fixed.lookupMs;
  if (fresh.length > 0) {
    await store.transaction((write) => write.admission.noteLookups(fresh, lookupsFromMs, nowMs));
  }
  const strangers = await store.read.admission.strangers(
    pairs.filter((pair) => !isClose(read, pair)),
    { newPeopleFromMs: nowMs - fixed.dayMs, lookupsFromMs, requestsFromMs: nowMs - fixed.requestMs },
  );
  const allowances = new Allowances({ read, strangers, limits, pace: isPaced ? pace : undefined, nowMs });
  return {
    ...facts,
    isRemembered,
    isNew,
    outcome: (pair) => outcomeOf(read.person(pair.recipientId), relationClass(pairFacts(read, pair))),
    ownWords: (pair) => strangers.get(pairKey(pair))?.ownWords ?? [],
    requestsLeft: (pair) => allowances.requests(pair),
    ownLimits: (pair) => ({
      messages: allowances.messages(pair.senderId),
      newPeople: allowances.newPeople(pair),
      lookups: allowances.lookups(pair),
    }),
    attemptMax: (senderId) => attemptBase(read, senderId) + limits.messagesPerDay,
    judge: (pair, alsoSent = 0) => {
      const admission = decideAdmission({
        sender: { ...read.person(pair.senderId), ...allowances.sender(pair.senderId, alsoSent) },
        recipient: read.person(pair.recipientId),
        pair: {
          ...{ ...pairFacts(read, pair), isKnown: isKnown(read, pair), isNew: isNew(pair) },
          ...allowances.pair(pair),
        },
      });
      const allowance = admission.verdict === 'refuse' ? allowances.behind(admission.code, pair) : undefined;
      return { admission, allowance };
    },
  };
}

const attemptsFrom = (nowMs: number): number => nowMs - fixed.dayMs - fixed.attemptMarkMs;

type PersonFacts = ReturnType<typeof personFacts>;
type Read = AdmissionFactsRead & { person(userId: UserId): PersonFacts };

/** Looked at several times for each message: worked out once. */
function personOnce({ users }: AdmissionFactsRead, nowMs: number): Read['person'] {
  const known = new Map<UserId, PersonFacts>();
  return (userId) => {
    const before = known.get(userId);
    if (before) return before;
    const now = personFacts(users.get(userId), nowMs);
    known.set(userId, now);
    return now;
  };
}

function personFacts(user: UserFacts | undefined, nowMs: number) {
  return {
    ageBand: user ? ageBand(user.bornOn, nowMs) : ('under16' as const),
    messagesFrom: user?.messagesFrom ?? ('no_one' as const),
    othersMayRequest: user?.othersMayRequest ?? false,
    isActive: user?.state === 'active',
    isRestricted: (user?.restrictedUntilMs ?? 0) > nowMs,
  };
}

function pairFacts(
  read: AdmissionFactsRead,
  { senderId, recipientId }: Pair,
): Omit<PairFacts, 'isKnown' | 'isNew' | LeftOfPair> {
  const mine = read.relation(senderId, recipientId);
  const theirs = read.relation(recipientId, senderId);
  return {
    isSelf: senderId === recipientId,
    isBlocked: mine.isBlocked || theirs.isBlocked,
    isContact: theirs.isContact,
    hasConsented: theirs.hasConsented,
    recipientFollows: theirs.isFollowing,
    senderFollows: mine.isFollowing,
  };
}

/** Whether the recipient is there for the sender at all: blocked, gone and under 16 are one (OBS-1). */
function isAvailable(read: Read, pair: Pair): boolean {
  const recipient = read.person(pair.recipientId);
  return recipient.isActive && recipient.ageBand !== 'under16' && !pairFacts(read, pair).isBlocked;
}

/** Nothing of a stranger needs to be known. Somebody who is not there is none of these, whatever they were (OBS-1). */
function isClose(read: Read, pair: Pair): boolean {
  return isKnown(read, pair) || (pairFacts(read, pair).isContact && isAvailable(read, pair));
}

/** Friends, and whoever wrote to the sender or accepted them: told from what the sender can know (OBS-1). */
function isKnown(read: Read, pair: Pair): boolean {
  const { hasConsented, recipientFollows, senderFollows } = pairFacts(read, pair);
  return isAvailable(read, pair) && (hasConsented || (recipientFollows && senderFollows));
}

/** LIM-1: not known, and the sender never wrote to them. */
const isNewPerson = (read: Read, pair: Pair): boolean =>
  !read.relation(pair.senderId, pair.recipientId).hasWritten && !isKnown(read, pair);
