import { MonitorDown } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { install, installWay, subscribeInstallOffer } from '../app/install.ts';
import { ActionRow, Section } from './Section.tsx';

/** Offers to install the app, where that can be done (OFF-3c). */
export function InstallSection() {
  const way = useSyncExternalStore(subscribeInstallOffer, installWay);
  return way === 'none' ? null : <InstallWay way={way} onInstall={() => void install()} />;
}

type Props = { way: 'offer' | 'hand'; onInstall: () => void };

export function InstallWay({ way, onInstall }: Props) {
  const { t } = useTranslation();
  const title = t('settings.installTitle');
  if (way === 'hand') return <Section title={title} note={t('settings.installByHand')} />;
  return (
    <Section title={title} note={t('settings.installNote')}>
      <ActionRow icon={<MonitorDown size={20} />} label={t('settings.install')} onChoose={onInstall} />
    </Section>
  );
}
