// Looking for something in the conversation that is open: from its menu, or by Ctrl or Cmd, Shift and F. That one is looking is in the
// address (`?find`), so that going back ends it.
import { useCallback, useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { useBack } from '../app/use-back.ts';
import { nothingFound } from '../messages/index.ts';

export function useFinding() {
  const [path, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const isOn = asked.has('find');
  const isChoosing = asked.has('select');
  const [found, setFound] = useState(nothingFound);
  const back = useBack(path);
  // What ends by it is not what one comes back to.
  const start = useCallback(() => navigate(`${path}?find`, { replace: isChoosing }), [isChoosing, navigate, path]);
  /** Back where one writes, where one can. */
  const end = useCallback(() => {
    back();
    requestAnimationFrame(() => {
      if (matchMedia('(hover: hover)').matches) document.querySelector<HTMLElement>('[data-composer]')?.focus();
    });
  }, [back]);
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      const isAsked = event.code === 'KeyF' && event.shiftKey && (event.ctrlKey || event.metaKey);
      if (!isAsked || event.defaultPrevented || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      if (!isOn) start();
    };
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, [isOn, start]);
  return { isOn, found: isOn ? found : nothingFound, setFound, start, end };
}
