import type { Conversation } from '@parley/contract';
import { PanelRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useNow } from '../app/use-now.ts';
import { presenceLabel, usePresence } from '../presence/index.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import type { MenuItem } from '../ui/Menu.tsx';
import { MenuButton } from '../ui/MenuButton.tsx';
import { Name } from '../ui/Name.tsx';
import { BackButton } from '../ui/Pane.tsx';
import styles from './ConversationHeader.module.css';

type Props = { conversation: Conversation; isTyping: boolean; menu: MenuItem[] };

/** With whom, whether they are there, and what can be done. */
export function ConversationHeader({ conversation, isTyping, menu }: Props) {
  const { t } = useTranslation();
  const { peer, id } = conversation;
  const presence = usePresence(peer.id);
  const nowMs = useNow();
  const [location, navigate] = useLocation();
  const areDetailsOpen = location.endsWith('/details');
  const active = presenceLabel(presence, nowMs, t);
  const who = (
    <>
      <Avatar person={peer} size="medium" isActive={presence?.isActive ?? false} />
      <span className={styles.words}>
        <h1 className={styles.name}>
          <Name person={peer} />
        </h1>
        <span className={styles.note}>
          {isTyping ? <span className={styles.typing}>{t('messages.typingNow')}</span> : (active ?? handleOf(peer))}
        </span>
      </span>
    </>
  );
  return (
    <header className={styles.bar}>
      <BackButton backTo={backOf(conversation)} className={styles.back ?? ''} />
      {peer.isAvailable ? (
        <Link className={styles.who} href={`/u/${encodeURIComponent(peer.handle)}`}>
          {who}
        </Link>
      ) : (
        <span className={styles.who}>{who}</span>
      )}
      <IconButton
        label={areDetailsOpen ? t('conversation.hideDetails') : t('conversation.showDetails')}
        className={styles.details ?? ''}
        aria-pressed={areDetailsOpen}
        onClick={() => navigate(areDetailsOpen ? `/c/${id}` : `/c/${id}/details`, { replace: areDetailsOpen })}
      >
        <PanelRight data-mirrors="" size={22} />
      </IconButton>
      {menu.length > 0 && <MenuButton label={t('conversation.menu')} items={menu} />}
    </header>
  );
}

function handleOf(peer: Conversation['peer']) {
  return peer.isAvailable ? <bdi dir="ltr">@{peer.handle}</bdi> : null;
}

/** Where the list is that it stands in. */
function backOf({ folder }: Conversation): string {
  if (folder === 'requests') return '/requests';
  return folder === 'filtered' || folder === 'declined' ? `/requests/${folder}` : '/';
}
