import type { Conversation } from '@parley/contract';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Ellipsis } from 'lucide-react';
import { memo, type ReactNode, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/client-context.tsx';
import { exactTime } from '../app/time.ts';
import { useNow } from '../app/use-now.ts';
import { readDraft, useDraftsVersion } from '../conversations/index.ts';
import styles from './InboxList.module.css';
import { InboxRow } from './InboxRow.tsx';
import { toInboxRow } from './inbox-row-view-model.ts';
import { moveBetweenRows } from './row-focus.ts';
import { useRowHeight } from './use-row-height.ts';

type Props = {
  label: string;
  conversations: readonly Conversation[];
  selectedId: string | undefined;
  hasMore: boolean;
  onNeedMore: () => void;
  /** Those chosen, while one chooses several. */
  chosen?: ReadonlySet<string> | undefined;
  /** What can be done with the rows; it listens on the list itself, so that a row stays light. */
  hands?: ((list: { current: HTMLDivElement | null }) => ReactNode) | undefined;
};

/** How near the end, in rows, the next page is fetched. */
const pageMargin = 15;

/** My conversations, newest first. Only the rows in view are drawn; arrows go from row to row. */
export function InboxList({ label, conversations, selectedId, hasMore, onNeedMore, chosen, hands }: Props) {
  const me = useMe();
  const nowMs = useNow();
  useDraftsVersion();
  const scroller = useRef<HTMLDivElement>(null);
  const [rowHeight, firstRow] = useRowHeight();
  const list = useRows(conversations, scroller, rowHeight);
  const rows = list.getVirtualItems();
  const lastIndex = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastIndex >= conversations.length - pageMargin) onNeedMore();
  }, [hasMore, lastIndex, conversations.length, onNeedMore]);

  const selectedIndex = rows.find(({ index }) => conversations[index]?.id === selectedId)?.index;
  const tabStop = selectedIndex ?? rows[0]?.index ?? 0;
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      onKeyDown={(event) => moveBetweenRows(event, conversations.length, list.scrollToIndex)}
      data-inbox-list=""
    >
      <div className={styles.size} style={{ height: list.getTotalSize() }} role="list" aria-label={label}>
        {rows.map(({ index, start }, at) => {
          const conversation = conversations[index];
          if (!conversation) return null;
          const isSelected = conversation.id === selectedId;
          return (
            <Place
              key={conversation.id}
              conversation={conversation}
              start={start}
              index={index}
              setSize={hasMore ? -1 : conversations.length}
              nowMs={nowMs}
              // The conversation that is open shows its draft in the composer.
              draft={isSelected ? undefined : readDraft(me, conversation)}
              isSelected={isSelected}
              isTabStop={index === tabStop}
              isChecked={chosen?.has(conversation.id)}
              measured={at === 0 ? firstRow : undefined}
            />
          );
        })}
      </div>
      {hands?.(scroller)}
    </div>
  );
}

function useRows(
  conversations: readonly Conversation[],
  scroller: { current: HTMLDivElement | null },
  rowHeight: number,
) {
  const getItemKey = useCallback((index: number) => conversations[index]?.id ?? index, [conversations]);
  const list = useVirtualizer({
    count: conversations.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey,
    overscan: 6,
    paddingEnd: 8,
  });
  useEffect(() => list.measure(), [list, rowHeight]);
  return list;
}

type PlaceProps = {
  conversation: Conversation;
  start: number;
  index: number;
  setSize: number;
  nowMs: number;
  draft: string | undefined;
  isSelected: boolean;
  isTabStop: boolean;
  isChecked: boolean | undefined;
  measured: ((element: HTMLElement | null) => void) | undefined;
};

/** A row in its place. While one scrolls, those that stay are not drawn again. */
const Place = memo(function Place(props: PlaceProps) {
  const { conversation, start, index, setSize, nowMs, draft, isSelected, isTabStop, isChecked, measured } = props;
  const { t } = useTranslation();
  const me = useMe();
  const row = toInboxRow(conversation, { me, nowMs, t, draft });
  return (
    <div
      ref={measured}
      role="listitem"
      aria-setsize={setSize}
      aria-posinset={index + 1}
      className={styles.place}
      style={{ transform: `translateY(${start}px)` }}
    >
      <InboxRow
        row={row}
        exactTime={conversation.lastMessageAt ? exactTime(conversation.lastMessageAt) : ''}
        isSelected={isSelected}
        isTabStop={isTabStop}
        index={index}
        isChecked={isChecked}
      />
      {isChecked === undefined && (
        <button
          type="button"
          className={styles.more}
          tabIndex={-1}
          aria-haspopup="menu"
          aria-label={t('inbox.more', { name: conversation.peer.displayName })}
          data-row-menu={conversation.id}
        >
          <Ellipsis size={20} />
        </button>
      )}
    </div>
  );
});
