import type { Conversation } from '@parley/contract';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/client-context.tsx';
import { exactTime } from '../app/time.ts';
import { useNow } from '../app/use-now.ts';
import { draftsVersion, readDraft, subscribeDrafts } from '../conversations/index.ts';
import styles from './InboxList.module.css';
import { InboxRow } from './InboxRow.tsx';
import { toInboxRow } from './inbox-row-view-model.ts';

type Props = {
  conversations: readonly Conversation[];
  selectedId: string | undefined;
  hasMore: boolean;
  onNeedMore: () => void;
};

/** How near the end, in rows, the next page is fetched. */
const pageMargin = 15;

/** My conversations, newest first. Only the rows in view are drawn; arrows go from row to row. */
export function InboxList({ conversations, selectedId, hasMore, onNeedMore }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const nowMs = useNow();
  useSyncExternalStore(subscribeDrafts, draftsVersion);
  const scroller = useRef<HTMLDivElement>(null);
  const getItemKey = useCallback((index: number) => conversations[index]?.id ?? index, [conversations]);
  const list = useVirtualizer({
    count: conversations.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 72,
    getItemKey,
    overscan: 6,
    paddingEnd: 8,
  });
  const rows = list.getVirtualItems();
  const lastIndex = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastIndex >= conversations.length - pageMargin) onNeedMore();
  }, [hasMore, lastIndex, conversations.length, onNeedMore]);

  const selectedIndex = conversations.findIndex((conversation) => conversation.id === selectedId);
  const tabStop = Math.max(0, selectedIndex);
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      onKeyDown={(event) => moveBetweenRows(event, conversations.length, list.scrollToIndex)}
      data-inbox-list=""
    >
      <div className={styles.size} style={{ height: list.getTotalSize() }} role="list" aria-label={t('inbox.title')}>
        {rows.map(({ key, index, start }) => {
          const conversation = conversations[index];
          if (!conversation) return null;
          const isSelected = conversation.id === selectedId;
          // The conversation that is open shows its draft in the composer.
          const draft = isSelected ? undefined : readDraft(me, conversation.id);
          return (
            <div
              key={String(key)}
              ref={list.measureElement}
              data-index={index}
              role="listitem"
              aria-setsize={hasMore ? -1 : conversations.length}
              aria-posinset={index + 1}
              className={styles.place}
              style={{ transform: `translateY(${start}px)` }}
            >
              <InboxRow
                row={toInboxRow(conversation, { me, nowMs, t, draft })}
                exactTime={conversation.lastMessageAt ? exactTime(conversation.lastMessageAt) : ''}
                isSelected={isSelected}
                isTabStop={index === tabStop}
                index={index}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Arrows go from row to row, Home and End to either end; a row is brought into view before it takes the focus. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>, count: number, scrollTo: (index: number) => void): void {
  const index = focusedIndex();
  const moves: Record<string, number> = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: count - 1 };
  const next = moves[event.key];
  if (next === undefined || event.altKey || index < 0) return;
  event.preventDefault();
  const list = event.currentTarget;
  const target = Math.min(Math.max(next, 0), count - 1);
  scrollTo(target);
  requestAnimationFrame(() => {
    list.querySelector<HTMLElement>(`[data-row-index="${target}"]`)?.focus({ preventScroll: true });
  });
}

function focusedIndex(): number {
  const row = document.activeElement;
  return row instanceof HTMLElement ? Number(row.dataset['rowIndex'] ?? -1) : -1;
}
