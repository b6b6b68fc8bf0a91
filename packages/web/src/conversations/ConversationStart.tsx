import type { Conversation } from '@parley/contract';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { RequestIntroduction, requestFolderOf } from '../requests/index.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Name } from '../ui/Name.tsx';
import styles from './ConversationStart.module.css';

type Props = { conversation: Conversation; isEmpty: boolean; onSend: (text: string) => void };

/** Stands above the first message; in an empty conversation it offers a first word. */
export function ConversationStart({ conversation, isEmpty, onSend }: Props) {
  const { peer, abilities, clearedSeq } = conversation;
  const { t } = useTranslation();
  const folder = requestFolderOf(conversation);
  if (folder) {
    return (
      <Suspense fallback={<div className={styles.room} />}>
        <RequestIntroduction conversation={conversation} folder={folder} />
      </Suspense>
    );
  }
  const openers = [t('conversation.opener1'), t('conversation.opener2'), t('conversation.opener3')];
  return (
    <div className={styles.start}>
      <Avatar person={peer} size="huge" />
      <h2 className={styles.name}>
        <Name person={peer} isWrapped />
      </h2>
      {peer.isAvailable && (
        <p className={styles.note}>
          {clearedSeq > 0 ? t('conversation.startAfterClear') : t('conversation.start', { name: peer.displayName })}
        </p>
      )}
      {/* A request is a few messages: none of them is to be spent on a wave. */}
      {isEmpty && abilities.send && !conversation.request && (
        <div className={styles.openers}>
          {openers.map((opener) => (
            <button key={opener} type="button" className={styles.opener} onClick={() => onSend(opener)}>
              {opener}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
