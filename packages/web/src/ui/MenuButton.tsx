import { EllipsisVertical } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { IconButton } from './IconButton.tsx';
import { Menu, type MenuItem, type MenuPlace } from './Menu.tsx';

/** The button with three dots, and the menu that it opens. */
export function MenuButton({ label, items, icon }: { label: string; items: MenuItem[]; icon?: ReactNode }) {
  const [place, setPlace] = useState<MenuPlace>();
  const close = useCallback(() => setPlace(undefined), []);
  return (
    <>
      <IconButton
        label={label}
        aria-haspopup="menu"
        aria-expanded={place !== undefined}
        onClick={(event) => setPlace(event.currentTarget.getBoundingClientRect())}
      >
        {icon ?? <EllipsisVertical size={22} />}
      </IconButton>
      {place && <Menu label={label} items={items} place={place} onClose={close} />}
    </>
  );
}
