import type { InboxState } from '@parley/sdk';
import { memo, Suspense, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { RowSkeletons } from '../ui/Skeleton.tsx';
import { InboxList } from './InboxList.tsx';
import type { InboxFilterName } from './inbox-filter.ts';
import { ListEmpty, RowHands } from './parts.ts';
import type { Chosen } from './use-chosen.ts';
import type { ListVerbs } from './use-inbox-list.ts';

type Props = {
  state: InboxState;
  list: ListVerbs;
  filter: InboxFilterName;
  selectedId: string | undefined;
  chosen: Chosen;
  /** The first list was seen: what one does with rows may come. */
  isThere: boolean;
};

/** The list of a filter, or why it is not there. */
export const Conversations = memo(Filtered);

function Filtered({ state, list, filter, selectedId, chosen, isThere }: Props) {
  const { t } = useTranslation();
  const loadMore = useCallback(() => {
    list.loadMore().catch((error: unknown) => toast(sentenceOf(error, t)));
  }, [list, t]);
  if (state.status === 'loading') return <RowSkeletons />;
  if (state.status === 'failed') {
    return (
      <EmptyState
        title={t('inbox.failed')}
        action={
          <Button variant="primary" onClick={() => list.reload()}>
            {t('ui.retry')}
          </Button>
        }
      >
        {`${sentenceOf(state.error, t)} ${t('inbox.failedBody')}`}
      </EmptyState>
    );
  }
  const { conversations, hasMore } = state;
  if (conversations.length === 0 && !hasMore) {
    return (
      <Suspense fallback={null}>
        <ListEmpty filter={filter} />
      </Suspense>
    );
  }
  return (
    <InboxList
      key={filter}
      label={filter === 'archived' ? t('inbox.archived') : t('inbox.title')}
      conversations={conversations}
      selectedId={selectedId}
      hasMore={hasMore}
      onNeedMore={loadMore}
      chosen={chosen.ids}
      hands={
        isThere
          ? (element) => (
              <Suspense fallback={null}>
                <RowHands
                  list={element}
                  conversations={conversations}
                  onToggle={chosen.ids && chosen.toggle}
                  onSelect={chosen.start}
                />
              </Suspense>
            )
          : undefined
      }
    />
  );
}
