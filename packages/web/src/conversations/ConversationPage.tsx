import { type ConversationId, directConversationPeer } from '@parley/contract';
import type { ConversationRef } from '@parley/sdk';
import { useDeferredValue, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useClient, useConnection, useConversationState, useMe } from '../app/client-context.tsx';
import { isNotFound, sentenceOf } from '../app/errors.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { BackButton } from '../ui/Pane.tsx';
import { BubbleSkeletons } from '../ui/Skeleton.tsx';
import { ConversationHeader } from './ConversationHeader.tsx';
import styles from './ConversationPage.module.css';
import { OpenConversation } from './OpenConversation.tsx';

/** The page of one conversation, from its URL. */
export function ConversationPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const client = useClient();
  const me = useMe();
  const [, navigate] = useLocation();
  const handle = client.conversation(toRef(id, me));
  const state = useConversationState(handle);
  const isLive = useConnection().status === 'live';
  // Whether I may write here changes without a trace in the inbox, so that it is asked again once the connection stands.
  useEffect(() => handle.open(), [handle, isLive]);

  // The tap is answered by the page and its header; all those bubbles follow, and hold up nothing.
  const isOpened = useDeferredValue(id, '') === id;

  if (state.status === 'failed') {
    const isGone = isNotFound(state.error);
    return (
      <div className={styles.page}>
        <header className={styles.bareBar}>
          <BackButton backTo="/" />
        </header>
        <EmptyState
          title={isGone ? t('conversation.notFound') : t('conversation.failed')}
          action={
            isGone ? (
              <Button onClick={() => navigate('/')}>{t('conversation.toInbox')}</Button>
            ) : (
              <Button variant="primary" onClick={() => handle.reload()}>
                {t('ui.retry')}
              </Button>
            )
          }
        >
          {isGone ? t('conversation.notFoundBody') : `${sentenceOf(state.error, t)} ${t('conversation.failedBody')}`}
        </EmptyState>
      </div>
    );
  }
  if (state.status !== 'ready' || !isOpened) {
    return (
      <div className={styles.page} aria-busy="true">
        {state.conversation ? (
          <ConversationHeader conversation={state.conversation} isTyping={false} menu={[]} />
        ) : (
          <header className={styles.bareBar}>
            <BackButton backTo="/" />
          </header>
        )}
        <BubbleSkeletons />
      </div>
    );
  }
  return <OpenConversation handle={handle} state={state} />;
}

/** A conversation of two is asked for by the other person, which also works before the first message. */
function toRef(id: string, me: Parameters<typeof directConversationPeer>[1]): ConversationRef {
  const conversationId = id as ConversationId;
  const peer = /^[0-9a-f-]{36}$/.test(id) ? directConversationPeer(conversationId, me) : undefined;
  return peer === undefined ? { conversationId } : { userId: peer };
}
