import { useEffect, useState } from 'react';
import { useSearchParams } from 'wouter';
import { usePeoplePages } from '../people/index.ts';

const settleMs = 180;

/** What is typed, kept in the address so that coming back finds it; and whom it finds, once it has stood still for a moment. */
export function usePersonSearch() {
  const [params, setParams] = useSearchParams();
  const query = params.get('q') ?? '';
  const wanted = query.trim();
  const [asked, setAsked] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), settleMs);
    return () => clearTimeout(timer);
  }, [wanted]);
  const search = usePeoplePages('people.search', { query: asked }, { isEnabled: asked !== '' });
  return {
    query,
    setQuery: (q: string) => setParams(q === '' ? {} : { q }, { replace: true }),
    hasQuery: wanted !== '',
    isWaiting: wanted !== '' && (search.isPending || asked !== wanted),
    search,
  };
}
