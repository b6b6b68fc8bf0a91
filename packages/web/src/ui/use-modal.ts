import { type RefObject, useContext, useEffect } from 'react';
import { InPlace } from './in-place.ts';

/** Opens a dialog over everything as long as it is drawn, and gives the focus back. */
export function useModal(ref: RefObject<HTMLDialogElement | null>): void {
  const isInPlace = useContext(InPlace);
  useEffect(() => {
    if (isInPlace) return;
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [isInPlace, ref]);
}
