// Where one is, as the app draws it: it follows the address when there is time. So a tap is answered by what was tapped, at once, and not
// only when the page it leads to is drawn, which on a slow phone takes several frames.
import { createContext, type ReactNode, startTransition, useContext, useLayoutEffect, useMemo, useState } from 'react';
import { Router } from 'wouter';
import { navigate, useBrowserLocation, useSearch } from 'wouter/use-browser-location';
import { afterPaint } from './after-paint.ts';

type Shown = { path: string; search: string };

const ShownContext = createContext<Shown>({ path: '/', search: '' });

const useShownLocation = (): [string, typeof navigate] => [useContext(ShownContext).path, navigate];
const useShownSearch = (): string => useContext(ShownContext).search;

export function UnhurriedRouter({ children }: { children: ReactNode }) {
  const [path] = useBrowserLocation();
  const search = useSearch();
  const wanted = useMemo(() => ({ path, search }), [path, search]);
  const [shown, setShown] = useState(wanted);
  useLayoutEffect(() => afterPaint(() => startTransition(() => setShown(wanted))), [wanted]);
  return (
    <Router hook={useShownLocation} searchHook={useShownSearch}>
      <ShownContext value={shown}>{children}</ShownContext>
    </Router>
  );
}
