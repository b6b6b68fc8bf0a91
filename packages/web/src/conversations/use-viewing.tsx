import { Suspense, useCallback, useState } from 'react';
import { attachmentsOf, Viewer } from '../media/index.ts';
import type { BubbleItem, TimelineItem } from '../messages/index.ts';

type Viewed = { key: string; index: number };

/** The photos and videos of one message over the screen; what is unsent meanwhile is gone there too. */
export function useViewing(items: readonly TimelineItem[]) {
  const [viewed, setViewed] = useState<Viewed>();
  const open = useCallback(({ key }: BubbleItem, index: number) => setViewed({ key, index }), []);
  const close = useCallback(() => setViewed(undefined), []);
  const found = viewed && items.find((item): item is BubbleItem => item.key === viewed.key && item.kind === 'bubble');
  const view = viewed && found && !found.isUnsent && (
    <Suspense fallback={null}>
      <Viewer
        attachments={attachmentsOf(found.content)}
        at={viewed.index}
        caption={found.content.text}
        sentAtMs={found.atMs}
        onClose={close}
      />
    </Suspense>
  );
  return { open, view };
}
