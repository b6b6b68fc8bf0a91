import { LifeBuoy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Mark } from '../ui/Mark.tsx';

/** ACC-2: who is under 16 has no messages, and is told why and where help is. */
export function TooYoung() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  return (
    <EmptyState
      picture={<Mark size={64} />}
      title={t('inbox.tooYoung')}
      action={
        <Button variant="primary" icon={<LifeBuoy size={18} />} onClick={() => navigate('/help')}>
          {t('inbox.tooYoungAction')}
        </Button>
      }
    >
      {t('inbox.tooYoungBody')}
    </EmptyState>
  );
}
