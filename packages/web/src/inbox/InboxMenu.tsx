import { Archive, CalendarClock, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { MenuItem } from '../ui/Menu.tsx';
import { MenuButton } from '../ui/MenuButton.tsx';
import { ArchiveOlderDialog } from './ArchiveOlderDialog.tsx';

type Props = { isArchive: boolean; onSelect: () => void };

/** What can be done with the whole list. */
export function InboxMenu({ isArchive, onSelect }: Props) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [isAsked, setAsked] = useState(false);
  const select: MenuItem = {
    id: 'select',
    label: t('inbox.selectSome'),
    icon: <CircleCheck size={18} />,
    onChoose: onSelect,
  };
  const more: MenuItem[] = [
    { id: 'older', label: t('inbox.older'), icon: <CalendarClock size={18} />, onChoose: () => setAsked(true) },
    {
      id: 'archive',
      label: t('inbox.filter.archived'),
      icon: <Archive size={18} />,
      onChoose: () => navigate('/archived'),
    },
  ];
  return (
    <>
      <MenuButton label={t('inbox.menu')} items={isArchive ? [select] : [select, ...more]} />
      {isAsked && <ArchiveOlderDialog onClose={() => setAsked(false)} />}
    </>
  );
}
