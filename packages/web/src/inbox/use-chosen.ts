// Several conversations chosen at once.
import type { Conversation } from '@parley/contract';
import { useCallback, useMemo, useState } from 'react';
import type { InboxFilterName } from './inbox-filter.ts';

export type Chosen = {
  /** Absent while one does not choose. */
  ids: ReadonlySet<string> | undefined;
  rows: readonly Conversation[];
  start: (id?: string) => void;
  toggle: (id: string) => void;
  chooseAll: () => void;
  end: () => void;
};

export function useChosen(rows: readonly Conversation[] | undefined, filter: InboxFilterName): Chosen {
  const [chosen, setChosen] = useState<{ filter: InboxFilterName; ids: ReadonlySet<string> }>();
  // Another list, another choice.
  const ids = chosen?.filter === filter ? chosen.ids : undefined;
  const choose = useCallback((next: Iterable<string>) => setChosen({ filter, ids: new Set(next) }), [filter]);
  const toggle = useCallback((id: string) => setChosen((now) => now && { ...now, ids: toggled(now.ids, id) }), []);
  const chosenRows = useMemo(() => (ids ? (rows ?? []).filter(({ id }) => ids.has(id)) : []), [ids, rows]);
  const start = useCallback((id?: string) => choose(id === undefined ? [] : [id]), [choose]);
  const chooseAll = useCallback(() => choose((rows ?? []).map(({ id }) => id)), [choose, rows]);
  const end = useCallback(() => setChosen(undefined), []);
  return useMemo(
    () => ({ ids, rows: chosenRows, start, toggle, chooseAll, end }),
    [ids, chosenRows, start, toggle, chooseAll, end],
  );
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}
