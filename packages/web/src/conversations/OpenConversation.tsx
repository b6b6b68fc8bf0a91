import type { ConversationHandle, ConversationState } from '@parley/sdk';
import { Suspense, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/client-context.tsx';
import { sentenceOf } from '../app/errors.ts';
import { doesEnterSend } from '../app/preferences.ts';
import { toast } from '../app/toasts.ts';
import { useAttention } from '../app/use-attention.ts';
import { Timeline, toTimeline } from '../messages/index.ts';
import { RequestPanel, requestFolderOf } from '../requests/index.ts';
import { BubbleSkeletons } from '../ui/Skeleton.tsx';
import { Composer } from './Composer.tsx';
import { ConversationHeader } from './ConversationHeader.tsx';
import styles from './ConversationPage.module.css';
import { ConversationStart } from './ConversationStart.tsx';
import { keepDraft, readDraft } from './drafts.ts';
import { OutgoingLine } from './OutgoingLine.tsx';
import { Refused } from './parts.ts';
import { useConversationMenu } from './use-conversation-menu.tsx';
import { useMessageActions } from './use-message-actions.tsx';
import { useReading } from './use-reading.ts';

type Ready = Extract<ConversationState, { status: 'ready' }>;
type Props = { handle: ConversationHandle; state: Ready };

/** A conversation that is there: its messages, and where one writes. */
export function OpenConversation({ handle, state }: Props) {
  const { t } = useTranslation();
  const { conversation, hasOlder, hasNewer } = state;
  const isAttended = useAttention();
  const reading = useReading(handle, state, isAttended);
  const items = useTimeline(state, reading.unreadAfterSeq);
  const menu = useConversationMenu(handle, conversation);
  const actions = useMessageActions(handle, conversation);

  const send = (text: string) => {
    reading.endUnread();
    handle.send(text);
    if (hasNewer) handle.loadNewest().catch((error: unknown) => toast(sentenceOf(error, t)));
  };
  const isEmpty = !items.some((item) => item.kind === 'bubble');

  return (
    <div className={styles.page}>
      <ConversationHeader conversation={conversation} isTyping={state.typingUserIds.length > 0} menu={menu.items} />
      {reading.isSeeking ? (
        <BubbleSkeletons />
      ) : (
        <Timeline
          key={reading.placeKey}
          items={items}
          peer={conversation.peer}
          hasOlder={hasOlder}
          hasNewer={hasNewer}
          unreadCount={conversation.unreadCount}
          isAttended={isAttended}
          start={<ConversationStart conversation={conversation} isEmpty={isEmpty} onSend={send} />}
          onNeedOlder={reading.loadOlder}
          onNeedNewer={reading.loadNewer}
          onSeen={reading.markSeen}
          onJumpToNewest={reading.jumpToNewest}
          onMenu={actions.open}
          onRetry={actions.retry}
          onDiscard={actions.discard}
        />
      )}
      <Writing handle={handle} state={state} onSend={send} />
      {actions.view}
      {menu.dialog}
    </div>
  );
}

function useTimeline(state: Ready, unreadAfterSeq: number | undefined) {
  const me = useMe();
  const { conversation, messages, pending, hasOlder, hasNewer } = state;
  const isPeerTyping = state.typingUserIds.length > 0;
  return useMemo(
    () => toTimeline({ conversation, messages, pending, me, hasOlder, hasNewer, isPeerTyping, unreadAfterSeq }),
    [conversation, messages, pending, me, hasOlder, hasNewer, isPeerTyping, unreadAfterSeq],
  );
}

/** Where one writes, or why one cannot. */
function Writing({ handle, state: { conversation }, onSend }: Props & { onSend: (text: string) => void }) {
  const me = useMe();
  const { id, peer, abilities } = conversation;
  const askAgain = useCallback(() => handle.open()(), [handle]);
  const folder = requestFolderOf(conversation);
  if (folder || conversation.folder === 'blocked' || !abilities.send) {
    return (
      <Suspense fallback={null}>
        {folder ? (
          <RequestPanel conversation={conversation} folder={folder} />
        ) : (
          <Refused conversation={conversation} onOver={askAgain} />
        )}
      </Suspense>
    );
  }
  return (
    <>
      <OutgoingLine conversation={conversation} />
      <Composer
        key={id}
        name={peer.displayName}
        draft={readDraft(me, id)}
        doesEnterSend={doesEnterSend()}
        onDraft={(text) => keepDraft(me, id, text)}
        onTyping={() => handle.startTyping()}
        onSend={onSend}
      />
    </>
  );
}
