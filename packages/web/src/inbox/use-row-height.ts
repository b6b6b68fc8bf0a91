import { useCallback, useRef, useState } from 'react';

const usualHeight = 72;

/** All rows are as high as the first: measured once, and again when the text becomes larger, so that scrolling measures nothing. */
export function useRowHeight(): [number, (element: HTMLElement | null) => void] {
  const [height, setHeight] = useState(usualHeight);
  const observer = useRef<ResizeObserver>(undefined);
  const watch = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect();
    if (!element) return;
    observer.current = new ResizeObserver(([entry]) => {
      const found = Math.round(entry?.borderBoxSize[0]?.blockSize ?? 0);
      if (found > 0) setHeight(found);
    });
    observer.current.observe(element);
  }, []);
  return [height, watch];
}
