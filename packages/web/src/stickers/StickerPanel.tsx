import type { StickerId } from '@parley/contract';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../app/client-context.tsx';
import { StickerGrid, type StickersState } from './StickerGrid.tsx';

/** The stickers that can be sent here. */
export function StickerPanel({ onPick }: { onPick: (id: StickerId) => void }) {
  const client = useClient();
  const { data, isError, refetch } = useQuery({
    queryKey: ['stickers'],
    queryFn: () => client.call('stickers.list', {}),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const state: StickersState = data
    ? { status: 'ready', packs: data.packs }
    : { status: isError ? 'failed' : 'loading' };
  return <StickerGrid state={state} onPick={onPick} onRetry={() => void refetch()} />;
}
