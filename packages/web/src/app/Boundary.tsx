import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Mark } from '../ui/Mark.tsx';

type Props = { children: ReactNode };

/** Where something in it breaks, says so and offers the way out; React itself would leave an empty page. */
export class Boundary extends Component<Props, { isBroken: boolean }> {
  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override state = { isBroken: false };

  override render(): ReactNode {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

export function Broken() {
  const { t } = useTranslation();
  return (
    <main>
      <EmptyState
        picture={<Mark size={64} />}
        title={t('app.broken')}
        action={
          <Button variant="primary" onClick={() => location.reload()}>
            {t('connection.reload')}
          </Button>
        }
      >
        {t('app.brokenBody')}
      </EmptyState>
    </main>
  );
}
