import type { Conversation, UserId } from '@parley/contract';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { spoken } from '../media/index.ts';
import { countLabel } from '../ui/count-label.ts';
import styles from './Announcer.module.css';
import { useAccount, useInbox } from './client-context.tsx';

/** Says new messages politely to who listens, and shows in the title how many conversations wait. */
export function Announcer() {
  const { t } = useTranslation();
  const inbox = useInbox();
  const { person } = useAccount();
  const [said, setSaid] = useState('');
  const known = useRef<{ rows: readonly Conversation[]; lastSeqs: Map<string, number> }>(undefined);
  const conversations = inbox.status === 'ready' ? inbox.conversations : undefined;
  const unreadCount = inbox.status === 'ready' ? inbox.unreadConversationCount : 0;

  useEffect(() => {
    if (!conversations) return;
    const { rows, lastSeqs } = known.current ?? { rows: [], lastSeqs: new Map<string, number>() };
    const changed = headOf(conversations, rows);
    const newest = known.current && arrivals(changed, lastSeqs, person.id)[0];
    for (const { id, lastSeq } of changed) lastSeqs.set(id, lastSeq);
    known.current = { rows: conversations, lastSeqs };
    const content = newest?.lastMessage?.content;
    if (newest && content) setSaid(t('announce.message', { name: newest.peer.displayName, text: spoken(content, t) }));
  }, [conversations, person.id, t]);

  useEffect(() => {
    document.title = unreadCount > 0 ? t('app.titleUnread', { label: countLabel(unreadCount) }) : t('app.name');
  }, [unreadCount, t]);

  return (
    <div className={styles.said} aria-live="polite">
      {said}
    </div>
  );
}

/** Without the rows at the end that are the same as before: an inbox is long, and what changes stands at its head. */
function headOf(rows: readonly Conversation[], before: readonly Conversation[]): readonly Conversation[] {
  let same = 0;
  while (same < rows.length && rows.at(-1 - same) === before.at(-1 - same)) same += 1;
  return rows.slice(0, rows.length - same);
}

function arrivals(conversations: readonly Conversation[], known: Map<string, number>, me: UserId): Conversation[] {
  return conversations.filter(({ id, lastSeq, lastMessage, unreadCount }) => {
    const before = known.get(id) ?? 0;
    return (
      lastSeq > before &&
      lastMessage !== undefined &&
      lastMessage.senderId !== me &&
      !lastMessage.unsentAt &&
      unreadCount > 0
    );
  });
}
