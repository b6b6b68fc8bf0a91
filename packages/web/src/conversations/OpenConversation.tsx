import type { ConversationHandle, ConversationState } from '@parley/sdk';
import { Suspense, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearch } from 'wouter';
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
import { OutgoingLine } from './OutgoingLine.tsx';
import { Refused, Selecting } from './parts.ts';
import { useConversationMenu } from './use-conversation-menu.tsx';
import { useDraft } from './use-draft.ts';
import { useMessageActions } from './use-message-actions.tsx';
import { useReading } from './use-reading.ts';
import { useSelection } from './use-selection.ts';

type Ready = Extract<ConversationState, { status: 'ready' }>;
type Props = { handle: ConversationHandle; state: Ready };
type Drafted = { handle: ConversationHandle; conversation: Ready['conversation']; onSend: (text: string) => void };

/** A conversation that is there: its messages, and where one writes. */
export function OpenConversation({ handle, state }: Props) {
  const { t } = useTranslation();
  const { conversation, hasOlder, hasNewer } = state;
  const isAttended = useAttention();
  const reading = useReading(handle, state, { isAttended, ...useLinkedMessage() });
  const items = useTimeline(state, reading.unreadAfterSeq);
  const menu = useConversationMenu(handle, conversation);
  const selection = useSelection(items);
  const actions = useMessageActions(handle, conversation, selection.start);

  const send = (text: string) => {
    reading.endUnread();
    handle.send(text);
    if (hasNewer) handle.loadNewest().catch((error: unknown) => toast(sentenceOf(error, t)));
  };
  const isEmpty = !items.some((item) => item.kind === 'bubble');

  return (
    <div className={styles.page}>
      <Suspense fallback={<header className={styles.bareBar} />}>
        {selection.isOn ? (
          <Selecting
            handle={handle}
            bubbles={selection.bubbles}
            peerName={conversation.peer.displayName}
            onEnd={selection.end}
          />
        ) : (
          <ConversationHeader conversation={conversation} isTyping={state.typingUserIds.length > 0} menu={menu.items} />
        )}
      </Suspense>
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
          aim={reading.aim}
          flashedSeq={reading.flashedSeq}
          chosen={selection.chosen}
          start={<ConversationStart conversation={conversation} isEmpty={isEmpty} onSend={send} />}
          onNeedOlder={reading.loadOlder}
          onNeedNewer={reading.loadNewer}
          onSeen={reading.markSeen}
          onPlace={reading.keepPlace}
          onJumpToNewest={reading.jumpToNewest}
          onMenu={actions.open}
          onRetry={actions.retry}
          onDiscard={actions.discard}
          onToggle={selection.toggle}
        />
      )}
      <div className={styles.writing} inert={selection.isOn}>
        <Writing handle={handle} state={state} onSend={send} />
      </div>
      {actions.view}
      {menu.dialog}
    </div>
  );
}

/** The message that the address names, as in `?m=12`. Once it is the aim the address is the conversation's again. */
function useLinkedMessage() {
  const [path, navigate] = useLocation();
  const linked = new URLSearchParams(useSearch()).get('m');
  const onLinkTaken = useCallback(() => navigate(path, { replace: true }), [navigate, path]);
  return { linkedSeq: linked !== null && /^\d{1,15}$/.test(linked) ? Number(linked) : undefined, onLinkTaken };
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
  const { abilities } = conversation;
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
      <Drafted key={conversation.id} handle={handle} conversation={conversation} onSend={onSend} />
    </>
  );
}

/** The composer with my draft, which follows what another device of mine wrote on (INB-4). */
function Drafted({ handle, conversation, onSend }: Drafted) {
  const { shown, desk } = useDraft(handle, conversation);
  const send = (text: string) => {
    onSend(text);
    desk.sent();
  };
  return (
    <Composer
      key={shown.version}
      name={conversation.peer.displayName}
      draft={shown.text}
      doesEnterSend={doesEnterSend()}
      hasFocus={shown.wasFocused}
      onDraft={(text) => desk.typed(text)}
      onTyping={() => handle.startTyping()}
      onSend={send}
    />
  );
}
