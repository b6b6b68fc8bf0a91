// Facts for a whole batch of sends in a few bulk reads, then the pure decision for each.
import {
  type Attachment,
  type AttachmentId,
  type ConversationId,
  type Entity,
  limits,
  type Refusal,
  type StickerId,
  type UserId,
} from '@parley/contract';
import { type Admission, decideFolder, findFilterReason } from '@parley/core';
import {
  type AttachmentRow,
  type AttemptMarks,
  countBy,
  type DecidedSend,
  hasEffects,
  type RequestState,
  type SendEffects,
  type SendFolder,
  type StoredShare,
} from '@parley/store';
import {
  type AdmissionBoard,
  type AdmissionDeps,
  type Allowance,
  gatherBoard,
  type SendRefusal,
} from '../admission/index.ts';
import { contentKindOf, isOwnUnsent } from '../media/index.ts';
import { refuseField } from '../outcome.ts';

/** A send as its caller meant it, already checked for form. */
export type SendRequest = {
  conversationId: ConversationId;
  senderId: UserId;
  recipientId: UserId;
  clientMessageId: string;
  text: string;
  entities: readonly Entity[];
  replyToSeq?: number | undefined;
  /** MSG-4: what it holds besides its text, or is instead of one. */
  holds?: Holds | undefined;
  sticker?: StickerId | undefined;
  share?: StoredShare | undefined;
  /** Why it cannot be sent, whoever it is for. */
  misfit?: Refusal | undefined;
  /** MSG-6: it gives another text to a message that holds something. */
  isCaption?: boolean;
  /** Its facts are read anew, whatever is remembered. */
  isDoubted?: boolean;
};
export type Holds = {
  /** `cover`: a photo that stands for something else. */
  kind: 'media' | 'file' | 'voice' | 'cover';
  attachmentIds: readonly AttachmentId[];
  /** The field that names them. */
  field: string;
};

type FindMentioned = (viewerId: UserId, handle: string) => UserId | undefined;
export type BatchFacts = {
  board: AdmissionBoard;
  mentioned: FindMentioned;
  /** Replies to something that their sender cannot see. */
  blindReplies: ReadonlySet<SendRequest>;
  uploads: ReadonlyMap<AttachmentId, AttachmentRow>;
  nowMs: number;
};

/** `isFollowing` says whether the sender follows the recipient already, `allowance` which limit was reached. */
export type RefusedSend = { code: SendRefusal; isFollowing: boolean; allowance: Allowance | undefined };
/** `misfit`: what is wrong with the send by its sender's own facts. */
export type Verdict = { decided: DecidedSend } | { refused: RefusedSend } | { misfit: Refusal };

const mentionsOf = (request: SendRequest) =>
  request.entities.flatMap((entity) =>
    entity.kind === 'mention' ? [{ viewerId: request.senderId, handle: entity.handle }] : [],
  );

const nobody: FindMentioned = () => undefined;

export async function gatherSendFacts(
  deps: AdmissionDeps,
  batch: readonly SendRequest[],
  nowMs: number,
  how: Parameters<typeof gatherBoard>[3] = { notesLookups: true, isPaced: true },
): Promise<BatchFacts> {
  const mentions = batch.flatMap(mentionsOf);
  const uploadIds = batch.flatMap(({ holds }) => holds?.attachmentIds ?? []);
  const [board, mentioned, blindReplies, uploads] = await Promise.all([
    gatherBoard(deps, batch, nowMs, how),
    mentions.length > 0 ? deps.store.read.people.idsByHandleFor(mentions) : nobody,
    findBlindReplies(deps, batch),
    deps.store.read.media.byId(uploadIds),
  ]);
  return { board, mentioned, blindReplies, uploads, nowMs };
}

/** MSG-4: what one answers one must be able to see. Asks nothing where nobody answers anything. */
async function findBlindReplies(
  { store }: AdmissionDeps,
  batch: readonly SendRequest[],
): Promise<ReadonlySet<SendRequest>> {
  const replies = batch.flatMap((request) =>
    request.replyToSeq === undefined ? [] : [{ request, seq: request.replyToSeq }],
  );
  const places = replies.map(({ request: { senderId, conversationId }, seq }) => {
    return { viewerId: senderId, conversationId, seq };
  });
  const seen = await store.read.messages.visibleOf(places);
  return new Set(replies.filter((_, index) => !seen.has(index)).map(({ request }) => request));
}

/** `alsoSent`: how many others of this sender are decided in this batch. */
export function decideSend(request: SendRequest, facts: BatchFacts, alsoSent: number): Verdict {
  const { board } = facts;
  const { senderId, recipientId } = request;
  const misfit = misfitOf(request, facts);
  if (misfit) return { misfit };
  const { admission, allowance } = board.judge(request, alsoSent);
  const mine = board.relation(senderId, recipientId);
  if (admission.verdict === 'refuse') {
    return { refused: { code: admission.code, isFollowing: mine.isFollowing, allowance } };
  }
  // REQ-2: after all that admission may refuse, and alike for every request, so that it tells nothing of what became of earlier ones.
  if (admission.verdict === 'requests' && !isTextAlone(request)) {
    return { refused: { code: 'request_text_only', isFollowing: mine.isFollowing, allowance: undefined } };
  }
  const entities = request.entities.map((entity) => resolveMention(entity, facts.mentioned, senderId));
  const { folder, filterReason } = placeOf(request, admission, facts);
  const { holds, isCaption: _, misfit: __, isDoubted: ___, ...send } = request;
  const decided: DecidedSend = {
    ...send,
    entities,
    attachments: holds && attachmentsOf(holds, facts),
    senderVer: board.users.get(senderId)?.ver ?? 0,
    recipientVer: board.users.get(recipientId)?.ver ?? 0,
    attemptMax: board.attemptMax(senderId),
    folder,
    filterReason,
    effects: effectsOf(request, folder, facts),
  };
  return { decided };
}

/** MSG-4: what one answers one must be able to see, and what one sends must be one's own, sent nowhere yet. */
function misfitOf(request: SendRequest, { blindReplies, uploads, nowMs }: BatchFacts): Refusal | undefined {
  if (request.misfit) return request.misfit;
  if (blindReplies.has(request)) return noFit('replyToSeq', 'is no message of this conversation that you can see');
  const { holds, senderId } = request;
  if (!holds) return undefined;
  const { kind, attachmentIds, field } = holds;
  if (new Set(attachmentIds).size < attachmentIds.length) return noFit(field, 'names one twice');
  for (const id of attachmentIds) {
    const row = uploads.get(id);
    if (row === undefined || !isOwnUnsent(row, senderId, nowMs)) {
      return noFit(field, 'is no upload of yours that can still be sent');
    }
    if (!fits(kind, row.attachment)) return noFit(field, `cannot be sent as ${kind}`);
  }
  return undefined;
}

const noFit = (field: string, problem: string): Refusal => refuseField(field, problem).refusal;

const fits = (kind: Holds['kind'], attachment: Attachment): boolean =>
  kind === 'cover' ? attachment.kind === 'photo' : contentKindOf(attachment) === kind;

/** REQ-2 */
const isTextAlone = ({ holds, sticker, share, isCaption }: SendRequest): boolean =>
  !holds && !sticker && !share && !isCaption;

const attachmentsOf = ({ attachmentIds }: Holds, { uploads }: BatchFacts): Attachment[] =>
  attachmentIds.flatMap((id) => uploads.get(id)?.attachment ?? []);

type Place = Pick<DecidedSend, 'folder' | 'filterReason'>;

function placeOf(send: SendRequest, admission: Admission, facts: BatchFacts): Place {
  if (admission.verdict !== 'requests') return { folder: 'inbox', filterReason: undefined };
  const { board } = facts;
  const { senderId, recipientId } = send;
  const mine = board.relation(senderId, recipientId);
  const request = standingRequest(send, facts);
  const filterReason = findFilterReason(send, board.ownWords(send));
  const folder = decideFolder({
    isDeclined: request === 'declined',
    isFiltered: request === 'filtered',
    wantsFilter: board.users.get(recipientId)?.filterRequests ?? true,
    isFriend: mine.isFollowing && board.relation(recipientId, senderId).isFollowing,
    filterReason,
  });
  return { folder, filterReason: folder === 'filtered' ? filterReason : undefined };
}

/** REQ-7: what was filtered is over after its time, whether or not it was tidied away. */
function standingRequest({ senderId, recipientId }: SendRequest, { board, nowMs }: BatchFacts): RequestState {
  const { request, requestedAtMs } = board.relation(recipientId, senderId);
  const isOver = request === 'filtered' && (requestedAtMs ?? 0) <= nowMs - limits.filteredMs;
  return isOver ? 'none' : request;
}

/** REQ-4e: a decline is no waiting: it stays whatever is let in. */
const isWaiting = (request: RequestState): boolean => request === 'pending' || request === 'filtered';

const requestStateOf = { requests: 'pending', filtered: 'filtered' } as const;

function effectsOf(send: SendRequest, folder: SendFolder, facts: BatchFacts): SendEffects {
  const mine = facts.board.relation(send.senderId, send.recipientId);
  const isAsked = folder === 'requests' || folder === 'filtered';
  return {
    consents: !mine.hasConsented || !mine.hasWritten || mine.request !== 'none',
    isFirstContact: facts.board.isNew(send),
    movesRequest: isAsked && standingRequest(send, facts) !== requestStateOf[folder],
    countsAsRequest: folder !== 'inbox',
    endsRequest: folder === 'inbox' && isWaiting(facts.board.relation(send.recipientId, send.senderId).request),
  };
}

/** A mention of nobody, or of somebody who is not there for the sender, stays marked, without an id: it is shown as text. */
function resolveMention(entity: Entity, mentioned: FindMentioned, senderId: UserId): Entity {
  if (entity.kind !== 'mention') return entity;
  const userId = mentioned(senderId, entity.handle);
  return userId ? { ...entity, userId } : entity;
}

/** LIM-1: who has no mark in the present interval gets one with this batch. */
export function attemptMarks(sends: readonly DecidedSend[], { board, nowMs }: BatchFacts): AttemptMarks {
  const sinceMs = markSince(nowMs);
  const senders = [...countBy(sends.map((send) => send.senderId)).keys()];
  return { sinceMs, needed: senders.filter((id) => (board.attempts.get(id)?.newestAtMs ?? 0) < sinceMs) };
}

export const markSince = (nowMs: number): number => nowMs - (nowMs % limits.attemptMarkMs);

/**
 * What one send changes of how two people stand, later ones of its sender or conversation are decided on: those wait for the next batch.
 * Keeps what waits in order.
 */
export class Turns {
  readonly #taken = new Set<string>();

  mustWait({ senderId, conversationId }: SendRequest): boolean {
    const isTaken = this.#taken.has(senderId) || this.#taken.has(conversationId);
    if (isTaken) this.#take(senderId, conversationId);
    return isTaken;
  }

  take(send: DecidedSend): void {
    if (hasEffects(send)) this.hold(send);
  }

  /** Whatever else is of this sender or conversation waits. */
  hold({ senderId, conversationId }: Pick<SendRequest, 'senderId' | 'conversationId'>): void {
    this.#take(senderId, conversationId);
  }

  #take(...names: readonly string[]): void {
    for (const name of names) this.#taken.add(name);
  }
}
