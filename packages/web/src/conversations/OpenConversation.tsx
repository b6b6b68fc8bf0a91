import type { ConversationHandle, ConversationState } from '@parley/sdk';
import { Copy, EyeOff, Info } from 'lucide-react';
import { Suspense, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/client-context.tsx';
import { copyText } from '../app/copy.ts';
import { sentenceOf } from '../app/errors.ts';
import { lazyPart } from '../app/lazy-part.ts';
import { doesEnterSend } from '../app/preferences.ts';
import { toast } from '../app/toasts.ts';
import { useAttention } from '../app/use-attention.ts';
import { Timeline, toTimeline, type BubbleItem } from '../messages/index.ts';
import { Menu, type MenuItem, type MenuPlace } from '../ui/Menu.tsx';
import { BubbleSkeletons } from '../ui/Skeleton.tsx';
import { Composer } from './Composer.tsx';
import { ConversationHeader } from './ConversationHeader.tsx';
import { ConversationStart } from './ConversationStart.tsx';
import styles from './ConversationPage.module.css';
import { keepDraft, readDraft } from './drafts.ts';
import { useConversationMenu } from './use-conversation-menu.tsx';
import { useReading } from './use-reading.ts';

// Not before somebody asks for it.
const MessageDetails = lazyPart(async () => (await import('./MessageDetails.tsx')).MessageDetails);
const Refused = lazyPart(async () => (await import('./Refused.tsx')).Refused);

type Ready = Extract<ConversationState, { status: 'ready' }>;
type Props = { handle: ConversationHandle; state: Ready };

/** A conversation that is there: its messages, and where one writes. */
export function OpenConversation({ handle, state }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const { conversation, messages, pending, hasOlder, hasNewer } = state;
  const { peer } = conversation;
  const isPeerTyping = state.typingUserIds.length > 0;
  const isAttended = useAttention();
  const reading = useReading(handle, state, isAttended);
  const { unreadAfterSeq } = reading;
  const items = useMemo(
    () => toTimeline({ conversation, messages, pending, me, hasOlder, hasNewer, isPeerTyping, unreadAfterSeq }),
    [conversation, messages, pending, me, hasOlder, hasNewer, isPeerTyping, unreadAfterSeq],
  );
  const menu = useConversationMenu(handle, conversation);
  const actions = useMessageActions(handle);
  const draftId = conversation.id;

  const send = (text: string) => {
    reading.endUnread();
    handle.send(text);
    if (hasNewer) handle.loadNewest().catch((error: unknown) => toast(sentenceOf(error, t)));
  };

  return (
    <div className={styles.page}>
      <ConversationHeader conversation={conversation} isTyping={isPeerTyping} menu={menu.items} />
      {reading.isSeeking ? (
        <BubbleSkeletons />
      ) : (
        <Timeline
          key={reading.placeKey}
          items={items}
          peer={peer}
          hasOlder={hasOlder}
          hasNewer={hasNewer}
          unreadCount={conversation.unreadCount}
          isAttended={isAttended}
          start={
            <ConversationStart
              conversation={conversation}
              isEmpty={!items.some((item) => item.kind === 'bubble')}
              onSend={send}
            />
          }
          onNeedOlder={reading.loadOlder}
          onNeedNewer={reading.loadNewer}
          onSeen={reading.markSeen}
          onJumpToNewest={reading.jumpToNewest}
          onMenu={actions.open}
          onRetry={actions.retry}
          onDiscard={actions.discard}
        />
      )}
      {conversation.abilities.send ? (
        <Composer
          key={draftId}
          name={peer.displayName}
          draft={readDraft(me, draftId)}
          doesEnterSend={doesEnterSend()}
          onDraft={(text) => keepDraft(me, draftId, text)}
          onTyping={() => handle.startTyping()}
          onSend={send}
        />
      ) : (
        <Suspense fallback={null}>
          <Refused conversation={conversation} />
        </Suspense>
      )}
      {actions.view}
      {menu.dialog}
    </div>
  );
}

/** What can be done with one message: the menu beside it, and its details. */
function useMessageActions(handle: ConversationHandle) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<{ bubble: BubbleItem; place: MenuPlace }>();
  const [detailed, setDetailed] = useState<BubbleItem>();
  const open = useCallback((bubble: BubbleItem, place: MenuPlace) => setChosen({ bubble, place }), []);
  const close = useCallback(() => setChosen(undefined), []);
  const retry = useCallback((bubble: BubbleItem) => handle.retry(bubble.key), [handle]);
  const discard = useCallback((bubble: BubbleItem) => handle.discard(bubble.key), [handle]);

  const itemsFor = (bubble: BubbleItem): MenuItem[] => {
    const copy = () => copyText(bubble.content.text, { done: t('messages.copied'), failed: t('messages.copyFailed') });
    const hide = async (seq: number) => {
      try {
        await handle.hide([seq]);
        toast(t('messages.hidden'));
      } catch (error) {
        toast(sentenceOf(error, t));
      }
    };
    const { seq } = bubble;
    return [
      { id: 'copy', label: t('messages.copy'), icon: <Copy size={18} />, onChoose: () => void copy() },
      ...(seq === undefined
        ? []
        : [{ id: 'hide', label: t('messages.hide'), icon: <EyeOff size={18} />, onChoose: () => void hide(seq) }]),
      { id: 'details', label: t('messages.details'), icon: <Info size={18} />, onChoose: () => setDetailed(bubble) },
    ];
  };

  const view = (
    <>
      {chosen && (
        <Menu label={t('messages.actions')} items={itemsFor(chosen.bubble)} place={chosen.place} onClose={close} />
      )}
      {detailed && (
        <Suspense fallback={null}>
          <MessageDetails bubble={detailed} onClose={() => setDetailed(undefined)} />
        </Suspense>
      )}
    </>
  );
  return { open, retry, discard, view };
}
