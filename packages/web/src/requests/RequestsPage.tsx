import { Archive, Inbox, ShieldCheck, SlidersHorizontal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useInbox } from '../app/client-context.tsx';
import { sentenceOf } from '../app/errors.ts';
import { Button } from '../ui/Button.tsx';
import { countLabel } from '../ui/count-label.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { MenuButton } from '../ui/MenuButton.tsx';
import { Pane } from '../ui/Pane.tsx';
import { RequestCard } from './RequestCard.tsx';
import { CardSkeletons } from './RequestSkeletons.tsx';
import styles from './RequestsPage.module.css';
import type { RequestFolder } from './request-folder.ts';
import { useRequests } from './use-requests.ts';

const notes = { requests: 'note', filtered: 'filteredNote', declined: 'declinedNote' } as const;
const titles = { requests: 'title', filtered: 'filtered', declined: 'declined' } as const;

/** Who would like to write to me: each a card, in tabs of their own (REQ-1, REQ-7), and those I declined. */
export function RequestsPage({ folder }: { folder: RequestFolder }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const isDeclined = folder === 'declined';
  const menu = [
    {
      id: 'declined',
      label: t('requests.showDeclined'),
      icon: <Archive size={18} />,
      onChoose: () => navigate('/requests/declined'),
    },
    {
      id: 'settings',
      label: t('requests.settings'),
      icon: <SlidersHorizontal size={18} />,
      onChoose: () => navigate('/settings/privacy'),
    },
  ];
  return (
    <Pane
      title={t(`requests.${titles[folder]}`)}
      backTo={isDeclined ? '/requests' : '/'}
      actions={!isDeclined && <MenuButton label={t('requests.menu')} items={menu} />}
    >
      {!isDeclined && <Tabs folder={folder} />}
      <List key={folder} folder={folder} />
    </Pane>
  );
}

function Tabs({ folder }: { folder: RequestFolder }) {
  const { t } = useTranslation();
  const inbox = useInbox();
  const counts = inbox.status === 'ready' ? inbox : { requestCount: 0, filteredCount: 0 };
  const tabs = [
    { id: 'requests', href: '/requests', count: counts.requestCount },
    { id: 'filtered', href: '/requests/filtered', count: counts.filteredCount },
  ] as const;
  return (
    <nav className={styles.tabs} aria-label={t('requests.tabs')}>
      {tabs.map(({ id, href, count }) => (
        <Link key={id} href={href} replace className={styles.tab} aria-current={id === folder ? 'page' : undefined}>
          {t(`requests.tab.${id}`)}
          {count > 0 && <span className={styles.count}>{countLabel(count)}</span>}
        </Link>
      ))}
    </nav>
  );
}

function List({ folder }: { folder: RequestFolder }) {
  const { t } = useTranslation();
  const list = useRequests(folder);
  if (list.isPending) return <CardSkeletons />;
  if (list.isError) {
    return (
      <EmptyState
        title={t('requests.failed')}
        action={
          <Button variant="primary" onClick={() => void list.refetch()}>
            {t('ui.retry')}
          </Button>
        }
      >
        {`${sentenceOf(list.error, t)} ${t('requests.failedBody')}`}
      </EmptyState>
    );
  }
  if (list.requests.length === 0) {
    return (
      <EmptyState
        picture={folder === 'requests' ? <Inbox size={40} /> : <ShieldCheck size={40} />}
        title={t(`requests.empty.${folder}`)}
      >
        {t(`requests.emptyBody.${folder}`)}
      </EmptyState>
    );
  }
  return (
    <div className={styles.list}>
      <p className={styles.note}>{t(`requests.${notes[folder]}`)}</p>
      {list.requests.map((card) => (
        <RequestCard key={card.conversation.id} card={card} />
      ))}
      {list.hasNextPage && (
        <Button variant="plain" isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('ui.more')}
        </Button>
      )}
    </div>
  );
}
