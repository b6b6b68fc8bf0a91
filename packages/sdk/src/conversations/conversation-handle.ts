// What an app holds of one conversation: its state as one snapshot, and everything that can be done in it.
import {
  type ClearedPlace,
  type Conversation,
  type ConversationId,
  directConversationId,
  limits,
  type UserId,
} from '@parley/contract';
import { type Call, CallError } from '../calls/index.ts';
import type { Clock } from '../clock.ts';
import type { Drafts } from '../drafts/index.ts';
import type { Rows } from '../inbox/index.ts';
import type { Me } from '../me.ts';
import type { Outbox, PendingMessage } from '../outbox/index.ts';
import type { Marks } from '../receipts/index.ts';
import { remembered } from '../stable.ts';
import type { Typing } from '../typing/index.ts';
import type {
  Arrangement,
  ConversationHandle,
  ConversationRef,
  ConversationState,
  SendOptions,
} from './conversation-types.ts';
import type { Log } from './log.ts';
import type { Logs } from './logs.ts';

const nobody: readonly UserId[] = [];
const typingEveryMs = limits.typingMs / 2;

export type HandleDeps = {
  call: Call;
  isLive(): boolean;
  clock: Clock;
  clientMessageId: () => string;
  me: Me;
  rows: Rows;
  logs: Logs;
  outbox: Outbox;
  marks: Marks;
  drafts: Drafts;
  typing: Typing;
};

type Parts = {
  readonly load: 'closed' | 'running' | 'done' | CallError;
  readonly log: Log | undefined;
  readonly conversation: Conversation | undefined;
  readonly pending: readonly PendingMessage[];
  readonly typingUserIds: readonly UserId[];
};

export class OwnConversationHandle implements ConversationHandle {
  readonly #deps: HandleDeps;
  readonly #target: PendingMessage['target'];
  readonly #stateOf = remembered(stateOf);
  #typedAtMs = Number.NEGATIVE_INFINITY;
  #id: ConversationId | undefined;

  constructor(deps: HandleDeps, ref: ConversationRef) {
    this.#deps = deps;
    this.#target = 'userId' in ref ? { recipientId: ref.userId } : ref;
  }

  get id(): ConversationId | undefined {
    if ('conversationId' in this.#target) return this.#target.conversationId;
    const me = this.#deps.me.id;
    this.#id ??= me && directConversationId(me, this.#target.recipientId);
    return this.#id;
  }

  get state(): ConversationState {
    const { logs, rows, outbox, typing } = this.#deps;
    const { id } = this;
    const entry = id && logs.view(id);
    return this.#stateOf({
      load: entry === undefined ? 'closed' : entry.load,
      log: entry?.log,
      conversation: id && rows.get(id),
      pending: outbox.pending(this.#target),
      typingUserIds: id === undefined ? nobody : typing.userIds(id),
    });
  }

  open(): () => void {
    const { logs, me } = this.#deps;
    if (this.id !== undefined) return logs.open(this.id);
    let close = () => {};
    const stopWaiting = me.whenKnown(() => {
      close = logs.open(this.#known());
    });
    return () => {
      stopWaiting();
      close();
    };
  }

  reload(): void {
    this.#deps.logs.reload(this.#known());
  }

  loadOlder(): Promise<void> {
    return this.#deps.logs.loadOlder(this.#known());
  }

  loadNewer(): Promise<void> {
    return this.#deps.logs.loadNewer(this.#known());
  }

  loadAround(seq: number): Promise<void> {
    return this.#deps.logs.loadAround(this.#known(), seq);
  }

  loadNewest(): Promise<void> {
    return this.#deps.logs.loadNewest(this.#known());
  }

  markRead(seq: number): void {
    const id = this.#known();
    const readSeq = this.#deps.rows.get(id)?.readSeq ?? 0;
    if (seq > readSeq) this.#deps.marks.read(id, seq);
  }

  send(text: string, { replyToSeq, keepsDraft = false, ...options }: SendOptions = {}): string {
    const clientMessageId = options.clientMessageId ?? this.#deps.clientMessageId();
    const message = { clientMessageId, target: this.#target, content: contentOf(text, options) };
    this.#deps.outbox.send(replyToSeq === undefined ? message : { ...message, replyToSeq });
    this.#typedAtMs = Number.NEGATIVE_INFINITY;
    if (this.id !== undefined && !keepsDraft) this.#deps.drafts.sent(this.id);
    return clientMessageId;
  }

  async edit(seq: number, text: string): Promise<void> {
    const conversationId = this.#known();
    const content = { kind: 'text', text } as const;
    const { message } = await this.#deps.call('messages.edit', { conversationId, seq, content });
    // The row follows with the update, which may be a moment behind the answer.
    this.#deps.logs.apply(conversationId, { type: 'message.changed', message });
  }

  async unsend(seq: number): Promise<readonly ClearedPlace[]> {
    return (await this.#deps.call('messages.unsend', { conversationId: this.#known(), seq })).cleared;
  }

  retry(clientMessageId: string): void {
    this.#deps.outbox.retry(this.#target, clientMessageId);
  }

  discard(clientMessageId: string): void {
    this.#deps.outbox.discard(this.#target, clientMessageId);
  }

  startTyping(): void {
    const { call, clock, isLive } = this.#deps;
    const conversationId = this.id;
    if (conversationId === undefined || !isLive() || clock.now() - this.#typedAtMs < typingEveryMs) return;
    this.#typedAtMs = clock.now();
    call('conversations.startTyping', { conversationId }).catch((error: unknown) => {
      // Passing news: by the time it could be said again it would no longer be true.
      if (!(error instanceof CallError)) throw error;
    });
  }

  saveDraft(text: string): void {
    this.#deps.drafts.save(this.#known(), text);
  }

  async arrange(how: Arrangement): Promise<void> {
    await this.#deps.call('conversations.arrange', { conversationIds: [this.#known()], ...how });
  }

  async hide(seqs: readonly number[]): Promise<void> {
    await this.#deps.call('messages.hide', { conversationId: this.#known(), seqs: [...seqs] });
  }

  async clear(): Promise<void> {
    await this.#deps.call('conversations.clear', { conversationId: this.#known() });
  }

  async delete(): Promise<void> {
    await this.#deps.call('conversations.delete', { conversationId: this.#known() });
  }

  #known(): ConversationId {
    const { id } = this;
    if (id === undefined) throw new Error('Not known yet who is signed in: connect, or call accounts.me, first.');
    return id;
  }
}

function contentOf(text: string, { attachments = [], sticker, share }: SendOptions): PendingMessage['content'] {
  if (sticker !== undefined) return { kind: 'sticker', stickerId: sticker, text: '' };
  if (share !== undefined) {
    const { cover, ...card } = share;
    return { kind: 'share', ...card, ...(cover ? { coverAttachmentId: cover.id } : {}), text };
  }
  const [first] = attachments;
  if (first === undefined) return { kind: 'text', text };
  const kind = first.kind === 'photo' || first.kind === 'video' ? 'media' : first.kind;
  return { kind, attachmentIds: attachments.map(({ id }) => id), text };
}

function stateOf({ load, log, conversation, pending, typingUserIds }: Parts): ConversationState {
  if (log !== undefined && conversation !== undefined) {
    const { messages, quoted, hasOlder, hasNewer } = log;
    return { status: 'ready', conversation, messages, quoted, hasOlder, hasNewer, pending, typingUserIds };
  }
  if (load instanceof CallError) return { status: 'failed', error: load, pending, typingUserIds };
  return { status: load === 'closed' ? 'closed' : 'loading', conversation, pending, typingUserIds };
}
