// Looking for something in the conversation that is open: from its menu, or by Ctrl or Cmd, Shift and F.
import { useCallback, useEffect, useState } from 'react';

export function useFinding() {
  const [isOn, setOn] = useState(false);
  const start = useCallback(() => setOn(true), []);
  /** Back where one writes, where one can. */
  const end = useCallback(() => {
    setOn(false);
    requestAnimationFrame(() => {
      if (matchMedia('(hover: hover)').matches) document.querySelector<HTMLElement>('[data-composer]')?.focus();
    });
  }, []);
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      const isAsked = event.code === 'KeyF' && event.shiftKey && (event.ctrlKey || event.metaKey);
      if (!isAsked || event.defaultPrevented || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      setOn(true);
    };
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, []);
  return { isOn, start, end };
}
