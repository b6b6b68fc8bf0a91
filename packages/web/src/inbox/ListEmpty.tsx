import { Archive, MailOpen, UserSearch } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Mark } from '../ui/Mark.tsx';
import type { InboxFilterName } from './inbox-filter.ts';

/** What stands where a list has nothing to show, and the way on. */
export function ListEmpty({ filter }: { filter: InboxFilterName }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  if (filter === 'all') {
    return (
      <EmptyState
        picture={<Mark size={72} isAwake />}
        title={t('inbox.empty')}
        action={
          <Button variant="primary" icon={<UserSearch size={18} />} onClick={() => navigate('/new')}>
            {t('inbox.emptyAction')}
          </Button>
        }
      >
        {t('inbox.emptyBody')}
      </EmptyState>
    );
  }
  const isArchive = filter === 'archived';
  return (
    <EmptyState
      picture={isArchive ? <Archive size={48} strokeWidth={1.5} /> : <MailOpen size={48} strokeWidth={1.5} />}
      title={isArchive ? t('inbox.archiveEmpty') : t('inbox.unreadEmpty')}
      action={
        <Button onClick={() => navigate('/')}>{isArchive ? t('conversation.toInbox') : t('inbox.allFilters')}</Button>
      }
    >
      {isArchive ? t('inbox.archiveEmptyBody') : t('inbox.unreadEmptyBody')}
    </EmptyState>
  );
}
