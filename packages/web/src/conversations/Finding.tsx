import type { ConversationId, MethodOutput } from '@parley/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useClient } from '../app/client-context.tsx';
import { sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';
import { type FoundWords, nothingFound } from '../messages/index.ts';
import { FindBar } from './FindBar.tsx';

const settleMs = 180;

type Props = { id: ConversationId; onFound: (found: FoundWords) => void; onEnd: () => void };

/** What is looked for in one conversation, hit by hit, each shown in its place (INB-3k). */
export function Finding({ id, onFound, onEnd }: Props) {
  const { t } = useTranslation();
  const [path, navigate] = useLocation();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const asked = useSettled(query.trim());
  const search = useHits(id, asked);
  const { hits, hasNextPage, fetchNextPage, error } = search;
  const seq = hits[at]?.message.seq;
  useEffect(() => {
    if (seq !== undefined) navigate(`${path}?find&m=${seq}`, { replace: true });
    // Where one goes is told by the hit alone: scrolling away from it must not lead back.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [seq]);
  const { data } = search;
  useEffect(() => {
    onFound(new Map(hitsOf(data).map((hit) => [hit.message.seq, hit])));
    return () => onFound(nothingFound);
  }, [data, onFound]);
  useEffect(() => {
    if (error) toast(sentenceOf(error, t));
  }, [error, t]);
  // A page may be empty and have a next one.
  useEffect(() => {
    if (hasNextPage && at >= hits.length - 1) void fetchNextPage();
  }, [at, hits.length, hasNextPage, fetchNextPage, data]);
  const isKnown = asked !== '' && asked === query.trim() && search.isSuccess;
  return (
    <FindBar
      query={query}
      found={
        isKnown && (hits.length > 0 || !hasNextPage) ? { at, count: hits.length, hasMore: hasNextPage } : undefined
      }
      onQuery={(next) => {
        setQuery(next);
        setAt(0);
      }}
      onOlder={() => setAt(Math.min(at + 1, Math.max(0, hits.length - 1)))}
      onNewer={() => setAt(Math.max(0, at - 1))}
      onEnd={onEnd}
    />
  );
}

function useHits(conversationId: ConversationId, query: string) {
  const client = useClient();
  const search = useInfiniteQuery({
    queryKey: ['search', 'within', conversationId, query],
    queryFn: ({ pageParam: cursor }) =>
      client.call('search.messages', { query, conversationId, limit: 20, ...(cursor ? { cursor } : {}) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
    enabled: query !== '',
    staleTime: 5_000,
  });
  return { ...search, hits: hitsOf(search.data) };
}

function hitsOf(data: { pages: MethodOutput<'search.messages'>[] } | undefined) {
  return data?.pages.flatMap((page) => page.hits) ?? [];
}

/** Not every key press is a question to the server. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settleMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
