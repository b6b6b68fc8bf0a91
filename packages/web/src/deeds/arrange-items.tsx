import type { Conversation } from '@parley/contract';
import type { TFunction } from 'i18next';
import { Archive, ArchiveRestore, Bell, BellOff, Mail, MailOpen, Pin, PinOff } from 'lucide-react';
import type { MenuItem } from '../ui/Menu.tsx';
import { type ArrangeAction, actionsOf } from './arrange-actions.ts';

export const actionIcons = {
  markRead: MailOpen,
  markUnread: Mail,
  pin: Pin,
  unpin: PinOff,
  mute: BellOff,
  unmute: Bell,
  archive: Archive,
  unarchive: ArchiveRestore,
};

/** What a conversation offers, as the items of a menu. */
export function arrangeItems(row: Conversation, t: TFunction, choose: (action: ArrangeAction) => void): MenuItem[] {
  return actionsOf(row).map((action) => {
    const Icon = actionIcons[action];
    return {
      id: action,
      label: t(`arranging.${action}`),
      icon: <Icon size={18} />,
      onChoose: () => choose(action),
    };
  });
}
