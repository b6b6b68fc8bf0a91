// The photos and videos of one message over the screen. Which is in the address (`?view=12.0`), so that going back closes them.
import { Suspense, useCallback } from 'react';
import { useLocation, useSearch } from 'wouter';
import { useBack } from '../app/use-back.ts';
import { attachmentsOf, Viewer } from '../media/index.ts';
import type { BubbleItem, TimelineItem } from '../messages/index.ts';

export function useViewing(items: readonly TimelineItem[]) {
  const [path, navigate] = useLocation();
  const [, seq, index] = /^(\d{1,15})\.(\d)$/.exec(new URLSearchParams(useSearch()).get('view') ?? '') ?? [];
  const close = useBack(path);
  const open = useCallback(
    (bubble: BubbleItem, at: number) => navigate(`${path}?view=${bubble.seq}.${at}`),
    [navigate, path],
  );
  const found =
    seq === undefined
      ? undefined
      : items.find((item): item is BubbleItem => item.kind === 'bubble' && item.seq === Number(seq));
  // What is unsent meanwhile is gone there too.
  const view = found && !found.isUnsent && (
    <Suspense fallback={null}>
      <Viewer
        attachments={attachmentsOf(found.content)}
        at={Number(index)}
        caption={found.content.text}
        sentAtMs={found.atMs}
        onClose={close}
      />
    </Suspense>
  );
  return { open, view };
}
