import { useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { setListPath } from '../app/list-path.ts';
import { filterOf, type InboxFilterName, pathOfFilter } from './inbox-filter.ts';

/** The filter of the list: the address's, or the last one where the address is about something else. */
export function useInboxFilter(): InboxFilterName {
  const [path] = useLocation();
  const asked = filterOf(path, useSearch());
  const [kept, setKept] = useState<InboxFilterName>(asked ?? 'all');
  if (asked !== undefined && asked !== kept) setKept(asked);
  const filter = asked ?? kept;
  useEffect(() => setListPath(pathOfFilter(filter)), [filter]);
  return filter;
}
