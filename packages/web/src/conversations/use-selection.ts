// Choosing messages. That one is choosing is in the address (`?select`), so that going back ends it.
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { useBack } from '../app/use-back.ts';
import type { BubbleItem, TimelineItem } from '../messages/index.ts';

const none: ReadonlySet<number> = new Set();

export function useSelection(items: readonly TimelineItem[]) {
  const [path, navigate] = useLocation();
  const isOn = new URLSearchParams(useSearch()).has('select');
  const [seqs, setSeqs] = useState(none);
  const end = useBack(path);
  const start = useCallback(
    (seq: number) => {
      setSeqs(new Set([seq]));
      navigate(`${path}?select`);
    },
    [navigate, path],
  );
  const toggle = useCallback((seq: number) => {
    setSeqs((before) => {
      const after = new Set(before);
      if (!after.delete(seq)) after.add(seq);
      return after;
    });
  }, []);
  useEffect(() => {
    if (!isOn) setSeqs(none);
  }, [isOn]);
  useEscape(isOn, end);
  // What has gone meanwhile is not chosen any more.
  const bubbles = useMemo(
    () => items.filter((item): item is BubbleItem => item.kind === 'bubble' && seqs.has(item.seq ?? -1)),
    [items, seqs],
  );
  return { isOn, chosen: isOn ? seqs : undefined, bubbles, start, toggle, end };
}

/** Before the page's own Escape, which would leave the conversation. */
function useEscape(isOn: boolean, end: () => void): void {
  useEffect(() => {
    if (!isOn) return;
    const handle = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      event.stopPropagation();
      end();
    };
    window.addEventListener('keydown', handle, true);
    return () => window.removeEventListener('keydown', handle, true);
  }, [end, isOn]);
}
