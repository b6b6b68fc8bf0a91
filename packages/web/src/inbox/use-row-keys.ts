// Single keys on the row that has the focus; anywhere else letters are letters.
import { useEffect, useRef } from 'react';
import type { ArrangeAction } from '../deeds/index.ts';
import { rowIdOf } from './use-row-presses.ts';

const keys: Record<string, ArrangeAction[]> = {
  e: ['archive', 'unarchive'],
  u: ['markRead', 'markUnread'],
  p: ['pin', 'unpin'],
  m: ['mute', 'unmute'],
};

type Handler = (id: string, actions: readonly ArrangeAction[], index: number) => void;

export function useRowKeys(list: { current: HTMLDivElement | null }, onKey: Handler): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const element = list.current;
    const handle = (event: KeyboardEvent) => {
      const actions = keys[event.key];
      const id = rowIdOf(event.target);
      if (!actions || id === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const row = event.target instanceof HTMLElement ? event.target : undefined;
      latest.current(id, actions, Number(row?.dataset['rowIndex'] ?? -1));
    };
    element?.addEventListener('keydown', handle);
    return () => element?.removeEventListener('keydown', handle);
  }, [list]);
}
