import type { ConversationHandle, ConversationState } from '@parley/sdk';
import { Suspense, useCallback, useMemo, useRef } from 'react';
import { useLocation, useSearch } from 'wouter';
import { useMe } from '../app/client-context.tsx';
import { useAttention } from '../app/use-attention.ts';
import { DropZone, useDeskView, useDrop } from '../media/index.ts';
import {
  keepUnchanged,
  type MessageDeeds,
  MessageDeedsProvider,
  Timeline,
  type TimelineItem,
  toTimeline,
} from '../messages/index.ts';
import { RequestPanel, requestFolderOf } from '../requests/index.ts';
import type { MenuItem } from '../ui/Menu.tsx';
import { BubbleSkeletons } from '../ui/Skeleton.tsx';
import { ConversationHeader } from './ConversationHeader.tsx';
import styles from './ConversationPage.module.css';
import { ConversationStart } from './ConversationStart.tsx';
import { type Drafted, DraftedComposer } from './DraftedComposer.tsx';
import { OutgoingLine } from './OutgoingLine.tsx';
import { Finding, Refused, Selecting } from './parts.ts';
import { type Composing, useComposing } from './use-composing.ts';
import { useConversationMenu } from './use-conversation-menu.tsx';
import { useFinding } from './use-finding.ts';
import { useMessageActions } from './use-message-actions.tsx';
import { useReading } from './use-reading.ts';
import { useSelection } from './use-selection.ts';
import { useSending } from './use-sending.ts';
import { useViewing } from './use-viewing.tsx';

type Ready = Extract<ConversationState, { status: 'ready' }>;
type Props = { handle: ConversationHandle; state: Ready };

/** A conversation that is there: its messages, and where one writes. */
export function OpenConversation({ handle, state }: Props) {
  const { conversation, hasOlder, hasNewer } = state;
  const { peer } = conversation;
  const isAttended = useAttention();
  const reading = useReading(handle, state, { isAttended, ...useLinkedMessage() });
  const items = useTimeline(state, reading.unreadAfterSeq);
  const finding = useFinding();
  const menu = useConversationMenu(handle, conversation, finding.start);
  const selection = useSelection(items);
  const composing = useComposing(handle, state);
  const { start } = composing;
  const { endUnread, jumpToNewest } = reading;
  const sending = useSending(handle, state, { composing, endUnread, jumpToNewest });
  const { attaching } = sending;
  const actions = useMessageActions(handle, conversation, { select: selection.start, start, goTo: reading.goTo });
  const viewing = useViewing(items);
  const deeds = useDeeds(conversation, start, { onQuote: reading.goTo, onOpenMedia: viewing.open });
  const drop = useDrop(mayWriteIn(conversation) ? (files) => attaching.pick(files, 'media') : undefined);

  const isEmpty = !items.some((item) => item.kind === 'bubble');
  return (
    <div className={styles.page} {...drop.handlers}>
      <Top handle={handle} state={state} menu={menu.items} selection={selection} finding={finding} />
      {reading.isSeeking ? (
        <BubbleSkeletons />
      ) : (
        <MessageDeedsProvider value={deeds}>
          <Timeline
            key={reading.placeKey}
            items={items}
            peer={peer}
            hasOlder={hasOlder}
            hasNewer={hasNewer}
            unreadCount={conversation.unreadCount}
            sentCount={sending.sentCount}
            isAttended={isAttended}
            aim={reading.aim}
            flashedSeq={reading.flashedSeq}
            found={finding.found}
            chosen={selection.chosen}
            start={<ConversationStart conversation={conversation} isEmpty={isEmpty} onSend={sending.send} />}
            onNeedOlder={reading.loadOlder}
            onNeedNewer={reading.loadNewer}
            onSeen={reading.markSeen}
            onPlace={reading.keepPlace}
            onJumpToNewest={jumpToNewest}
            onMenu={actions.open}
            onRetry={actions.retry}
            onDiscard={actions.discard}
            onToggle={selection.toggle}
          />
        </MessageDeedsProvider>
      )}
      <div className={styles.writing} inert={selection.isOn}>
        <Writing handle={handle} state={state} composing={composing} sending={sending} />
      </div>
      {actions.view}
      {menu.dialog}
      {viewing.view}
      {drop.isOver && <DropZone name={peer.displayName} reason={attaching.reason} />}
    </div>
  );
}

type TopProps = Props & {
  menu: MenuItem[];
  selection: ReturnType<typeof useSelection>;
  finding: ReturnType<typeof useFinding>;
};

/** Who one talks with; or what is done with chosen messages, or looked for. */
function Top({ handle, state: { conversation, typingUserIds }, menu, selection, finding }: TopProps) {
  return (
    <Suspense fallback={<header className={styles.bareBar} />}>
      {selection.isOn ? (
        <Selecting
          handle={handle}
          bubbles={selection.bubbles}
          peerName={conversation.peer.displayName}
          onEnd={selection.end}
        />
      ) : finding.isOn ? (
        <Finding id={conversation.id} onFound={finding.setFound} onEnd={finding.end} />
      ) : (
        <ConversationHeader conversation={conversation} isTyping={typingUserIds.length > 0} menu={menu} />
      )}
    </Suspense>
  );
}

/** The message that the address names, as in `?m=12`. Once it is the aim the address is as it was before. */
function useLinkedMessage() {
  const [path, navigate] = useLocation();
  const linked = new URLSearchParams(useSearch()).get('m');
  const onLinkTaken = useCallback(() => {
    // As it is now: one may have gone back meanwhile.
    const isFinding = new URLSearchParams(window.location.search).has('find');
    navigate(isFinding ? `${path}?find` : path, { replace: true });
  }, [navigate, path]);
  return { linkedSeq: linked !== null && /^\d{1,15}$/.test(linked) ? Number(linked) : undefined, onLinkTaken };
}

function useTimeline(state: Ready, unreadAfterSeq: number | undefined) {
  const me = useMe();
  const { conversation, messages, quoted, pending, hasOlder, hasNewer } = state;
  const { letters } = useDeskView(conversation.id);
  const isPeerTyping = state.typingUserIds.length > 0;
  const drawn = useRef<TimelineItem[]>([]);
  return useMemo(() => {
    const log = { conversation, messages, quoted, pending, letters, hasOlder, hasNewer };
    drawn.current = keepUnchanged(drawn.current, toTimeline({ ...log, me, isPeerTyping, unreadAfterSeq }));
    return drawn.current;
  }, [conversation, messages, quoted, pending, letters, me, hasOlder, hasNewer, isPeerTyping, unreadAfterSeq]);
}

/** What a message does by itself: a quote leads to its original, a swipe answers. */
function useDeeds(
  conversation: Ready['conversation'],
  start: Composing['start'],
  { onQuote, onOpenMedia }: Pick<MessageDeeds, 'onQuote' | 'onOpenMedia'>,
) {
  const mayWrite = mayWriteIn(conversation);
  return useMemo(
    (): MessageDeeds => ({
      onQuote,
      onOpenMedia,
      onReply: mayWrite ? ({ seq }) => seq !== undefined && start('reply', seq) : undefined,
    }),
    [mayWrite, onOpenMedia, onQuote, start],
  );
}

const mayWriteIn = ({ abilities, folder }: Ready['conversation']): boolean => abilities.send && folder === 'inbox';

/** Where one writes, or why one cannot. */
function Writing({ handle, state: { conversation }, composing, sending }: Props & Omit<Drafted, 'conversation'>) {
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
      <DraftedComposer
        key={conversation.id}
        handle={handle}
        conversation={conversation}
        composing={composing}
        sending={sending}
      />
    </>
  );
}
