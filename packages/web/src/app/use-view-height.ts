import { useEffect } from 'react';

/** Keeps the app as high as what can be seen: where a phone's keyboard lies over the page, the composer stands above it. */
export function useViewHeight(): void {
  useEffect(() => {
    const view = window.visualViewport;
    if (!view) return;
    const set = () => {
      // Zoomed in, the page must not shrink with what is seen of it.
      const isZoomed = view.scale > 1.01;
      const height = isZoomed ? '100dvh' : `${view.height}px`;
      document.documentElement.style.setProperty('--view-height', height);
    };
    set();
    view.addEventListener('resize', set);
    return () => view.removeEventListener('resize', set);
  }, []);
}
