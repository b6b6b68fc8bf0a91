// A small server of one person's conversations, in memory, that keeps the promises of the contract: dense revisions, one update a
// revision, idempotent sends, rows derived from the log. What it knows is the model that a client has to agree with in the end.
import {
  type Change,
  type Conversation,
  type ConversationId,
  directConversationId,
  directConversationPeer,
  limits,
  type Message,
  type MethodInput,
  type MethodOutput,
  type MethodParams,
  type Refusal,
  refusalOf,
  type UserId,
} from '@parley/contract';
import { amended } from './amending.ts';
import { type Arrangement, arranged, isUnread, pinOf, place, shownArrangement, unarranged } from './arrangement.ts';
import { countsOf } from './counts.ts';
import { digestOf } from './digest.ts';
import { pageOf } from './page.ts';
import { conversationOf, me } from './samples.ts';

export const sessionToken = 'a-token';

type Log = {
  id: ConversationId;
  peerId: UserId;
  messages: Message[];
  readSeq: number;
  clearedSeq: number;
  peerDeliveredSeq: number;
  peerReceiptSeq: number;
  deliveredSeq: number;
  isListed: boolean;
  rev: number;
  hidden: Set<number>;
  arrangement: Arrangement;
  draft: Conversation['draft'];
};

type More = { clientMessageId?: string; replyToSeq?: number | undefined };
type Input = Record<string, unknown> & { conversationId: ConversationId; limit?: number };
export type Answer = { output: unknown } | { refusal: Refusal };

export class FakeServer {
  readonly #now: () => number;
  readonly #logs = new Map<ConversationId, Log>();
  /** Who is told of updates. */
  readonly listeners = new Set<(rev: number, changes: readonly Change[]) => void>();
  rev = 0;
  #lastSentAtMs = 0;
  /** How often each method was called. */
  readonly callCounts = new Map<string, number>();
  sendAbility = true;
  limitedUntilMs = 0;
  /** Changes without any news, as where who asks blocks me. */
  requestCount = 0;
  /** What digests found, in order. */
  readonly digests: MethodOutput<'inbox.digest'>[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  // What other people and my other devices do.

  receive(peerId: UserId, text: string, replyToSeq?: number): void {
    this.#append(this.#log(peerId), peerId, text, { replyToSeq });
  }

  /** Whoever wrote it edits it, or unsends it where there is no text. */
  amend(peerId: UserId, seq: number, text?: string): void {
    const log = this.#log(peerId);
    const before = log.messages[seq - 1];
    if (before === undefined || before.unsentAt !== undefined) return;
    const message = amended(before, text, this.#now());
    log.messages[seq - 1] = message;
    if (visibleOf(log).includes(message)) this.#commit([{ type: 'message.changed', message }], [log]);
  }

  /** Several messages under one revision, as a batch of sends gives. */
  receiveMany(peerIds: readonly UserId[]): void {
    const changes = peerIds.map((peerId) => this.#add(this.#log(peerId), peerId, 'one of many'));
    this.#commit(
      changes,
      [...new Set(peerIds)].map((peerId) => this.#log(peerId)),
    );
  }

  /** Something that moved the revision and nothing else. */
  touch(): void {
    this.#commit([], []);
  }

  peerReads(peerId: UserId): void {
    const log = this.#log(peerId);
    const seq = log.messages.length;
    if (seq === 0 || log.peerReceiptSeq === seq) return;
    log.peerDeliveredSeq = seq;
    log.peerReceiptSeq = seq;
    const { id: conversationId, peerDeliveredSeq, peerReceiptSeq } = log;
    this.#commit([{ type: 'conversation.receiptsMoved', conversationId, peerDeliveredSeq, peerReceiptSeq }], [log]);
  }

  /** Comes back from a backup: its last revisions never were. */
  loseRevisions(count: number): void {
    this.rev -= count;
    for (const log of this.#logs.values()) log.rev = Math.min(log.rev, this.rev);
  }

  /** Calls a method as this person, at once. */
  call(method: string, input: unknown): Answer {
    this.callCounts.set(method, (this.callCounts.get(method) ?? 0) + 1);
    const given = input as Input;
    switch (method) {
      case 'inbox.list':
        return { output: this.list(given) };
      case 'inbox.changes':
        return { output: this.changes(given) };
      case 'inbox.digest':
        return { output: this.#digest(given as unknown as MethodParams<'inbox.digest'>) };
      case 'conversations.get':
        return { output: this.row(this.#log(this.#peerOf(given))) };
      case 'conversations.markRead':
        return this.#markRead(given);
      case 'conversations.markDelivered':
        return this.#markDelivered(given);
      case 'conversations.clear':
        return this.#clear(given, true);
      case 'conversations.delete':
        return this.#clear(given, false);
      case 'conversations.arrange':
        return this.#arrange(given as unknown as MethodInput<'conversations.arrange'>);
      case 'conversations.saveDraft':
        return this.#saveDraft(given);
      case 'conversations.startTyping':
        return { output: {} };
      case 'messages.send':
        return this.#send(given);
      case 'messages.list':
        return { output: this.#page(given) };
      case 'messages.hide':
        return this.#hide(given);
      case 'messages.edit':
      case 'messages.unsend':
        return this.#amend(given);
      default:
        return { refusal: refusalOf('no_such_method') };
    }
  }

  // What is true.

  conversations({ folder = 'inbox', isUnreadOnly = false }: MethodInput<'inbox.list'> = {}): Conversation[] {
    return [...this.#logs.values()]
      .filter((log) => log.isListed && log.arrangement.isArchived === (folder === 'archived'))
      .map((log) => this.row(log))
      .filter((row) => !isUnreadOnly || isUnread(row))
      .sort((a, b) => (place(a) < place(b) ? 1 : -1))
      .sort((a, b) => pinOf(b) - pinOf(a) || (pinOf(a) > 0 && a.id < b.id ? 1 : pinOf(a) > 0 ? -1 : 0));
  }

  conversation(peerId: UserId): Conversation {
    return this.row(this.#log(peerId));
  }

  visible(peerId: UserId): Message[] {
    return visibleOf(this.#log(peerId));
  }

  all(peerId: UserId): readonly Message[] {
    return this.#log(peerId).messages;
  }

  deliveredSeq(peerId: UserId): number {
    return this.#log(peerId).deliveredSeq;
  }

  get unreadConversationCount(): number {
    return countsOf(this.conversations()).unreadConversationCount;
  }

  // From here on: how.

  #log(peerId: UserId): Log {
    const id = directConversationId(me, peerId);
    const known = this.#logs.get(id);
    if (known !== undefined) return known;
    const numbers = { readSeq: 0, clearedSeq: 0, peerDeliveredSeq: 0, peerReceiptSeq: 0, deliveredSeq: 0 };
    const log: Log = {
      ...{ id, peerId, messages: [], hidden: new Set(), isListed: false, rev: 0, ...numbers },
      ...{ arrangement: unarranged, draft: undefined },
    };
    this.#logs.set(id, log);
    return log;
  }

  #peerOf({ conversationId, userId }: Input): UserId {
    return (userId as UserId | undefined) ?? (directConversationPeer(conversationId, me) as UserId);
  }

  #commit(changes: readonly Change[], logs: readonly Log[]): void {
    this.rev += 1;
    for (const log of logs) log.rev = this.rev;
    for (const listener of this.listeners) listener(this.rev, changes);
  }

  #add(log: Log, senderId: UserId, text: string, more: More = {}): Change {
    // No two at one instant, so that the order of the inbox shows in its times.
    this.#lastSentAtMs = Math.max(this.#now(), this.#lastSentAtMs + 1);
    const message: Message = {
      conversationId: log.id,
      seq: log.messages.length + 1,
      senderId,
      sentAt: new Date(this.#lastSentAtMs).toISOString(),
      content: { kind: 'text', text, entities: [] },
      ...(more.clientMessageId === undefined ? {} : { clientMessageId: more.clientMessageId }),
      ...(more.replyToSeq === undefined ? {} : { replyToSeq: more.replyToSeq }),
    };
    log.messages.push(message);
    log.isListed = true;
    const isMuted = log.arrangement.mutedUntilMs > this.#lastSentAtMs;
    log.arrangement = { ...log.arrangement, isArchived: log.arrangement.isArchived && isMuted };
    return { type: 'message.created', message, folder: 'inbox' };
  }

  #append(log: Log, senderId: UserId, text: string, more: More = {}): void {
    this.#commit([this.#add(log, senderId, text, more)], [log]);
  }

  row(log: Log): Conversation {
    const visible = visibleOf(log);
    const last = visible.at(-1);
    const counts = ({ senderId, seq, unsentAt }: Message) => senderId !== me && seq > log.readSeq && !unsentAt;
    const unread = visible.filter(counts);
    return {
      ...conversationOf(log.peerId),
      lastSeq: log.messages.length,
      ...(last ? { lastMessage: last, lastMessageAt: last.sentAt } : {}),
      unreadCount: Math.min(limits.unreadCountMax, unread.length),
      readSeq: log.readSeq,
      peerDeliveredSeq: log.peerDeliveredSeq,
      peerReceiptSeq: log.peerReceiptSeq,
      clearedSeq: log.clearedSeq,
      isListed: log.isListed,
      rev: log.rev,
      ...shownArrangement(log.arrangement, this.#now()),
      ...(log.draft ? { draft: log.draft } : {}),
      abilities: {
        send: this.sendAbility,
        answer: false,
        close: log.messages.some((message) => message.senderId === me),
      },
    };
  }

  list(input: Input): MethodOutput<'inbox.list'> {
    const { limit = limits.pageSizeDefault, cursor } = input;
    const all = this.conversations(input);
    const others = all.filter((row) => row.pinnedAt === undefined);
    const rest = cursor === undefined ? others : others.filter((row) => place(row) < (cursor as string));
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    return {
      conversations: cursor === undefined ? [...all.filter((row) => row.pinnedAt !== undefined), ...page] : page,
      rev: this.rev,
      ...this.#counts(),
      ...(last !== undefined && rest.length > limit ? { nextCursor: place(last) } : {}),
    };
  }

  /** In pages of whole revisions. */
  changes({ sinceRev, limit = limits.pageSizeMax }: Input): MethodOutput<'inbox.changes'> {
    const changed = [...this.#logs.values()].filter((log) => log.rev > Number(sinceRev)).sort((a, b) => a.rev - b.rev);
    const end = changed[limit - 1]?.rev ?? this.rev;
    const hasMore = changed.some((log) => log.rev > end);
    const conversations = changed.filter((log) => log.rev <= end).map((log) => this.row(log));
    return { conversations, rev: hasMore ? end : this.rev, hasMore, ...this.#counts() };
  }

  #counts() {
    return { ...countsOf(this.conversations()), requestCount: this.requestCount };
  }

  #digest(shown: MethodParams<'inbox.digest'>): MethodOutput<'inbox.digest'> {
    const row = (id: ConversationId) => this.row(this.#log(directConversationPeer(id, me) as UserId));
    const found = digestOf(shown, { rev: this.rev, ...this.#counts(), row });
    this.digests.push(found);
    return found;
  }

  #page(input: Input): MethodOutput<'messages.list'> {
    return pageOf(this.visible(this.#peerOf(input)), input);
  }

  #send(input: Input): Answer {
    const peerId = (input['recipientId'] as UserId | undefined) ?? this.#peerOf(input);
    const log = this.#log(peerId);
    const clientMessageId = String(input['clientMessageId']);
    const { text } = input['content'] as { text: string };
    if (this.limitedUntilMs > this.#now()) {
      return { refusal: refusalOf('too_many_attempts', { retryAt: new Date(this.limitedUntilMs).toISOString() }) };
    }
    if (text.startsWith('refused')) return { refusal: refusalOf('not_available') };
    if (!log.messages.some((message) => message.clientMessageId === clientMessageId))
      this.#append(log, me, text, { clientMessageId, replyToSeq: input['replyToSeq'] as number | undefined });
    const sent = log.messages.find((message) => message.clientMessageId === clientMessageId);
    return { output: { conversationId: log.id, seq: sent?.seq, sentAt: sent?.sentAt } };
  }

  #markRead(input: Input): Answer {
    const log = this.#log(this.#peerOf(input));
    const readSeq = Math.min(Number(input['seq']), log.messages.length);
    if (readSeq > log.readSeq) {
      log.readSeq = readSeq;
      this.#commit([{ type: 'conversation.read', conversationId: log.id, readSeq }], [log]);
    }
    return { output: {} };
  }

  #markDelivered(input: Input): Answer {
    const log = this.#log(this.#peerOf(input));
    log.deliveredSeq = Math.max(log.deliveredSeq, Number(input['seq']));
    return { output: {} };
  }

  #clear(input: Input, isListed: boolean): Answer {
    const log = this.#log(this.#peerOf(input));
    if (log.messages.length === 0) return { output: {} };
    log.clearedSeq = log.messages.length;
    log.isListed = isListed;
    if (!isListed) {
      log.arrangement = { ...unarranged, mutedUntilMs: log.arrangement.mutedUntilMs };
      log.draft = undefined;
    }
    const { id: conversationId, clearedSeq } = log;
    this.#commit([{ type: 'conversation.cleared', conversationId, clearedSeq, isListed }], [log]);
    return { output: {} };
  }

  #arrange({ conversationIds, ...how }: MethodInput<'conversations.arrange'>): Answer {
    const meant = conversationIds.map((conversationId) =>
      this.#log(this.#peerOf({ conversationId: conversationId as ConversationId })),
    );
    if (meant.some((log) => !log.isListed)) return { refusal: refusalOf('not_found') };
    const changed = meant.filter((log) => {
      const before = JSON.stringify(shownArrangement(log.arrangement, this.#now()));
      log.arrangement = arranged(log.arrangement, how, this.#now());
      return JSON.stringify(shownArrangement(log.arrangement, this.#now())) !== before;
    });
    const changes = changed.map((log): Change => {
      const change = { type: 'conversation.arranged', conversationId: log.id } as const;
      return { ...change, ...shownArrangement(log.arrangement, this.#now()) };
    });
    if (changes.length > 0) this.#commit(changes, changed);
    return { output: {} };
  }

  #saveDraft(input: Input): Answer {
    const log = this.#log(this.#peerOf(input));
    const text = String(input['text']);
    if ((log.draft?.text ?? '') === text) return { output: {} };
    log.draft = text === '' ? undefined : { text, savedAt: new Date(this.#now()).toISOString() };
    if (log.messages.length === 0) return { output: {} };
    const change = { type: 'conversation.drafted', conversationId: log.id } as const;
    this.#commit([{ ...change, ...(log.draft ? { draft: log.draft } : {}) }], [log]);
    return { output: {} };
  }

  #amend(input: Input): Answer {
    const peerId = this.#peerOf(input);
    const seq = Number(input['seq']);
    const message = this.#log(peerId).messages[seq - 1];
    if (message?.senderId !== me) return { refusal: refusalOf('not_found') };
    const content = input['content'] as { text: string } | undefined;
    if (content && message.unsentAt) return { refusal: refusalOf('message_unsent') };
    this.amend(peerId, seq, content?.text);
    return { output: content ? { message: this.#log(peerId).messages[seq - 1] } : { cleared: [] } };
  }

  #hide(input: Input): Answer {
    const log = this.#log(this.#peerOf(input));
    const isHidable = (seq: number) => seq <= log.messages.length && seq > log.clearedSeq && !log.hidden.has(seq);
    const seqs = (input['seqs'] as number[]).filter(isHidable);
    if (seqs.length === 0) return { output: {} };
    for (const seq of seqs) log.hidden.add(seq);
    this.#commit([{ type: 'message.hidden', conversationId: log.id, seqs }], [log]);
    return { output: {} };
  }
}

function visibleOf(log: Log): Message[] {
  return log.messages.filter(({ seq }) => seq > log.clearedSeq && !log.hidden.has(seq));
}
