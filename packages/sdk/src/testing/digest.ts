import type { Conversation, ConversationId, MethodOutput, MethodParams } from '@parley/contract';

type Truth = {
  rev: number;
  unreadConversationCount: number;
  requestCount: number;
  filteredCount: number;
  row(id: ConversationId): Conversation;
};

/** What the fake server answers to what is shown (INB-1f). */
export function digestOf(shown: MethodParams<'inbox.digest'>, truth: Truth): MethodOutput<'inbox.digest'> {
  if (shown.rev !== truth.rev) return { outcome: 'later', conversationIds: [] };
  const differing = shown.rows.filter(({ conversationId, lastSeq, readSeq, unreadCount }) => {
    const row = truth.row(conversationId);
    return row.lastSeq !== lastSeq || row.readSeq !== readSeq || row.unreadCount !== unreadCount;
  });
  const isSame = differing.length === 0 && shown.unreadConversationCount === truth.unreadConversationCount;
  const { requestCount, filteredCount } = truth;
  return {
    outcome: isSame ? 'same' : 'differs',
    conversationIds: differing.map(({ conversationId }) => conversationId),
    requestCounts: { requestCount, filteredCount },
  };
}
