import { type ReactNode, useState } from 'react';
import { Button } from '../ui/Button.tsx';

/** A button that shows something until it closes itself. */
export function Opens({ label, children }: { label: string; children: (close: () => void) => ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{label}</Button>
      {isOpen && children(() => setOpen(false))}
    </>
  );
}
