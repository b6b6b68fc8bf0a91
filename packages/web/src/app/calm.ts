import { useEffect, useState } from 'react';

/** The first page has the network and the processor for itself for so long after its files are there. */
export const calmAfterMs = 4_000;

let asked: Promise<void> | undefined;

/** Settles when the first page stands: what nobody waits for may come then. */
export function calm(): Promise<void> {
  asked ??= new Promise((resolve) => {
    const wait = () => setTimeout(resolve, calmAfterMs);
    if (document.readyState === 'complete') wait();
    else window.addEventListener('load', wait, { once: true });
  });
  return asked;
}

export function useCalm(): boolean {
  const [isCalm, setCalm] = useState(false);
  useEffect(() => {
    let isOver = false;
    void calm().then(() => !isOver && setCalm(true));
    return () => {
      isOver = true;
    };
  }, []);
  return isCalm;
}
