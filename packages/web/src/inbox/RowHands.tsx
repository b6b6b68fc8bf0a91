import type { Conversation } from '@parley/contract';
import { CircleCheck, Ellipsis, Trash2 } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useClient } from '../app/client-context.tsx';
import { type ArrangeAction, actionIcons, actionsOf, arrangeItems, MuteDialog, runAction } from '../deeds/index.ts';
import { Menu, type MenuItem, type MenuPlace } from '../ui/Menu.tsx';
import { DeleteDialog } from './DeleteDialog.tsx';
import { keepRowFocus } from './row-focus.ts';
import { type SwipeAction, SwipeTray } from './SwipeTray.tsx';
import type { SwipeSide } from './swipe-view-model.ts';
import { useRowKeys } from './use-row-keys.ts';
import { useRowPresses } from './use-row-presses.ts';
import { type Swiped, useSwipe } from './use-swipe.ts';

type Props = {
  list: { current: HTMLDivElement | null };
  conversations: readonly Conversation[];
  /** Chooses or leaves one; absent while one does not choose. */
  onToggle: ((id: string) => void) | undefined;
  onSelect: (id: string) => void;
};

type Asked = { kind: 'mute' | 'delete'; row: Conversation };

/** Everything that can be done with the rows of the list, by finger, pointer or key. */
export function RowHands({ list, conversations, onToggle, onSelect }: Props) {
  const [menu, setMenu] = useState<{ row: Conversation; place: MenuPlace }>();
  const [asked, setAsked] = useState<Asked>();
  const rowOf = useRowOf(conversations);
  const choose = useChoose(setAsked);
  const closeMenu = useCallback(() => setMenu(undefined), []);
  const openMenu = useCallback(
    (id: string, place: MenuPlace) => {
      const row = rowOf(id);
      if (row) setMenu({ row, place });
    },
    [rowOf],
  );
  const actionOfSide = (row: Conversation, side: SwipeSide) => swipeActions(row)[side][0];
  const { swiped, close } = useSwipe(list, {
    isOff: onToggle !== undefined,
    onFull: (id, side) => {
      const row = rowOf(id);
      const action = row && actionOfSide(row, side);
      if (row && action) choose(row, action);
    },
  });
  useRowPresses(list, { openMenu, toggle: onToggle });
  useRowKeys(list, (id, kinds, index) => {
    const row = rowOf(id);
    const action = row && actionsOf(row).find((one) => kinds.includes(one));
    if (!row || !action) return;
    choose(row, action);
    requestAnimationFrame(() => requestAnimationFrame(() => list.current && keepRowFocus(list.current, id, index)));
  });

  const swipedRow = swiped && rowOf(swiped.id);
  return (
    <>
      {swiped &&
        swipedRow &&
        createPortal(
          <RowTray
            row={swipedRow}
            swiped={swiped}
            onChoose={(action) => {
              close();
              choose(swipedRow, action);
            }}
            onMore={() => {
              close();
              openMenu(swiped.id, swiped.place.getBoundingClientRect());
            }}
          />,
          swiped.place,
        )}
      {menu && (
        <RowMenu
          row={menu.row}
          place={menu.place}
          onClose={closeMenu}
          onChoose={choose}
          onAsk={setAsked}
          onSelect={onSelect}
        />
      )}
      {asked?.kind === 'mute' && <MuteDialog rows={[asked.row]} onClose={() => setAsked(undefined)} />}
      {asked?.kind === 'delete' && <DeleteDialog rows={[asked.row]} onClose={() => setAsked(undefined)} />}
    </>
  );
}

/** The row of an id, as it is shown now. */
function useRowOf(conversations: readonly Conversation[]) {
  const latest = useRef(conversations);
  useEffect(() => {
    latest.current = conversations;
  });
  return useCallback((id: string) => latest.current.find((row) => row.id === id), []);
}

/** Does it, or asks first for how long. */
function useChoose(ask: (asked: Asked) => void) {
  const { t } = useTranslation();
  const client = useClient();
  return useCallback(
    (row: Conversation, action: ArrangeAction) => {
      if (action === 'mute') ask({ kind: 'mute', row });
      else runAction({ client, t }, [row], action);
    },
    [client, t, ask],
  );
}

/** What lies at either side of a row: reading and pinning at its start, archiving at its end. */
function swipeActions(row: Conversation): Record<SwipeSide, ArrangeAction[]> {
  const all = actionsOf(row);
  const [read, pin, , archive] = all;
  return { start: [read, pin].filter((one) => one !== undefined), end: archive ? [archive] : [] };
}

type RowTrayProps = {
  row: Conversation;
  swiped: Swiped;
  onChoose: (action: ArrangeAction) => void;
  onMore: () => void;
};

function RowTray({ row, swiped: { side, isFull }, onChoose, onMore }: RowTrayProps) {
  const { t } = useTranslation();
  const more: SwipeAction = { id: 'more', label: t('inbox.moreActions'), Icon: Ellipsis, run: onMore };
  const actions = swipeActions(row)[side].map((action) => ({
    id: action,
    label: t(`arranging.short.${action}`),
    Icon: actionIcons[action],
    run: () => onChoose(action),
  }));
  return <SwipeTray side={side} isFull={isFull} actions={side === 'end' ? [...actions, more] : actions} />;
}

type RowMenuProps = {
  row: Conversation;
  place: MenuPlace;
  onClose: () => void;
  onChoose: (row: Conversation, action: ArrangeAction) => void;
  onAsk: (asked: Asked) => void;
  onSelect: (id: string) => void;
};

function RowMenu({ row, place, onClose, onChoose, onAsk, onSelect }: RowMenuProps) {
  const { t } = useTranslation();
  const items: MenuItem[] = [
    ...arrangeItems(row, t, (action) => onChoose(row, action)),
    { id: 'select', label: t('inbox.select'), icon: <CircleCheck size={18} />, onChoose: () => onSelect(row.id) },
    {
      id: 'delete',
      label: t('conversation.delete'),
      icon: <Trash2 size={18} />,
      isDanger: true,
      onChoose: () => onAsk({ kind: 'delete', row }),
    },
  ];
  return <Menu label={t('inbox.more', { name: row.peer.displayName })} items={items} place={place} onClose={onClose} />;
}
