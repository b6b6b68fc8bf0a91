// What a node remembers of people who write to each other all the time, so that their next message needs nothing read. It may be out of date
// at any moment, and nothing rests on it: APPEND compares the versions under the lock, and what is not simply let in is decided again on facts
// that are read. So what is remembered may cost a second look, and can neither let a message pass nor refuse one.
import type { ConversationId, UserId } from '@parley/contract';
import {
  type AdmissionFactsRead,
  type AdmissionReader,
  type AttemptFacts,
  type AttemptMarks,
  noRelation,
  type Pair,
  type RelationFacts,
  type UserFacts,
  type Windows,
} from '@parley/store';
import { Recent } from './recent.ts';

/** A pair whose facts are read, whatever is remembered. */
export type AskedPair = Pair & { isDoubted?: boolean | undefined };
type Reader = Pick<AdmissionReader, 'facts'>;
export type FactsGot = { facts: AdmissionFactsRead; isRemembered(pair: Pair): boolean };

/** How two people stand, as of these versions of both. */
type Standing = { relations: Map<UserId, RelationFacts>; vers: Map<UserId, number> };

/** Some 20 MB when full. */
const conversationsMax = 50_000;

export class KnownFacts {
  readonly #users = new Recent<UserId, UserFacts>(conversationsMax);
  /** Of those who sent; null where there was no attempt in the window. */
  readonly #attempts = new Recent<UserId, AttemptFacts | null>(conversationsMax);
  readonly #standings = new Recent<ConversationId, Standing>(conversationsMax);

  /** What is remembered of these, and the rest as it is read. */
  async recall(reader: Reader, pairs: readonly AskedPair[], windows: Windows): Promise<FactsGot> {
    const missing = pairs.filter((pair) => pair.isDoubted || !this.#knows(pair, windows));
    if (missing.length === 0) return { facts: this.#remembered(pairs), isRemembered: () => true };
    const { facts: read } = await this.read(reader, missing, windows);
    const asked = new Set<Pair>(missing);
    const rest = pairs.filter((pair) => !asked.has(pair));
    if (rest.length === 0) return { facts: read, isRemembered: () => false };
    // What was read may be of another version of somebody than what is remembered: facts of two versions are no facts.
    if (!rest.every((pair) => this.#knows(pair, windows, read.users))) return this.read(reader, pairs, windows);
    return { facts: joined(read, this.#remembered(rest)), isRemembered: (pair) => !asked.has(pair) };
  }

  /** As they are read now, whatever is remembered. */
  async read(reader: Reader, pairs: readonly Pair[], windows: Windows): Promise<FactsGot> {
    const facts = await reader.facts(pairs, windows);
    for (const pair of pairs) this.#remember(pair, facts);
    return { facts, isRemembered: () => false };
  }

  /** These senders have a mark now. */
  noteMarks({ needed, sinceMs }: AttemptMarks): void {
    for (const id of needed) {
      const before = this.#attempts.get(id);
      const base = before?.base ?? this.#users.get(id)?.attemptCount;
      if (base === undefined) continue;
      this.#attempts.set(id, { base, oldestAtMs: before?.oldestAtMs ?? sinceMs, newestAtMs: sinceMs });
    }
  }

  forget(userId: UserId): void {
    this.#users.delete(userId);
  }

  /** Nothing is known of what happened meanwhile. */
  clear(): void {
    for (const known of [this.#users, this.#attempts, this.#standings]) known.clear();
  }

  /** `read`: users as they were read just now. */
  #knows(
    { conversationId, senderId, recipientId }: Pair,
    { attemptsFromMs }: Windows,
    read?: AdmissionFactsRead['users'],
  ): boolean {
    const attempts = this.#attempts.get(senderId);
    if (attempts === undefined || (attempts?.oldestAtMs ?? attemptsFromMs + 1) <= attemptsFromMs) return false;
    const vers = this.#standings.get(conversationId)?.vers;
    const isSame = (id: UserId): boolean => {
      const ver = (read?.get(id) ?? this.#users.get(id))?.ver;
      return ver !== undefined && ver === vers?.get(id);
    };
    return isSame(senderId) && isSame(recipientId);
  }

  #remember({ conversationId, senderId, recipientId }: Pair, read: AdmissionFactsRead): void {
    const [sender, recipient] = [read.users.get(senderId), read.users.get(recipientId)];
    const [mine, theirs] = [read.relation(senderId, recipientId), read.relation(recipientId, senderId)];
    if (sender) this.#users.set(senderId, sender);
    if (recipient) this.#users.set(recipientId, recipient);
    this.#attempts.set(senderId, read.attempts.get(senderId) ?? null);
    if (!isThere(sender) || !isThere(recipient) || !isSettled(mine) || !isSettled(theirs)) {
      this.#standings.delete(conversationId);
      return;
    }
    const relations = new Map([
      [senderId, mine],
      [recipientId, theirs],
    ]);
    const vers = new Map([
      [senderId, sender.ver],
      [recipientId, recipient.ver],
    ]);
    this.#standings.set(conversationId, { relations, vers });
  }

  #remembered(pairs: readonly Pair[]): AdmissionFactsRead {
    const users = new Map<UserId, UserFacts>();
    const attempts = new Map<UserId, AttemptFacts>();
    const relations = new Map<UserId, Map<UserId, RelationFacts>>();
    const recallOne = (userId: UserId, otherId: UserId, conversationId: ConversationId): void => {
      const user = this.#users.get(userId);
      if (user) users.set(userId, user);
      const relation = this.#standings.get(conversationId)?.relations.get(userId);
      const own = relations.get(userId) ?? new Map<UserId, RelationFacts>();
      relations.set(userId, own);
      if (relation) own.set(otherId, relation);
    };
    for (const { conversationId, senderId, recipientId } of pairs) {
      recallOne(senderId, recipientId, conversationId);
      recallOne(recipientId, senderId, conversationId);
      const made = this.#attempts.get(senderId);
      if (made) attempts.set(senderId, made);
    }
    return { users, attempts, relation: (userId, otherId) => relations.get(userId)?.get(otherId) ?? noRelation };
  }
}

/** OBS-1: whoever is gone is forgotten like whoever blocked, or the time that a refusal takes would tell one from the other. */
const isThere = (user: UserFacts | undefined): user is UserFacts => user?.state === 'active';

/** Both have written and agreed, and nothing waits: what a message between them changes of how they stand is nothing. */
const isSettled = ({ isBlocked, hasConsented, hasWritten, request }: RelationFacts): boolean =>
  !isBlocked && hasConsented && hasWritten && request === 'none';

function joined(read: AdmissionFactsRead, recalled: AdmissionFactsRead): AdmissionFactsRead {
  return {
    users: new Map([...recalled.users, ...read.users]),
    attempts: new Map([...recalled.attempts, ...read.attempts]),
    relation: (userId, otherId) => {
      const found = read.relation(userId, otherId);
      return found === noRelation ? recalled.relation(userId, otherId) : found;
    },
  };
}
