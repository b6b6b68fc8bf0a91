import {
  Ban,
  CircleHelp,
  DoorOpen,
  Gauge,
  LogOut,
  MonitorSmartphone,
  Palette,
  ShieldCheck,
  UserCog,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useSessionStore } from '../accounts/index.ts';
import { useAccount } from '../app/client-context.tsx';
import { readTheme } from '../app/theme.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Pane } from '../ui/Pane.tsx';
import { ActionRow, LinkRow, Section } from './Section.tsx';

/** The way to every setting. */
export function SettingsPage() {
  const { t } = useTranslation();
  const session = useSessionStore();
  const { settings, ageBand, isDemo } = useAccount();
  const [, navigate] = useLocation();
  const [isAsking, setAsking] = useState(false);
  return (
    <Pane title={t('settings.title')} backTo="/me">
      <Section>
        <LinkRow
          href="/settings/privacy"
          icon={<ShieldCheck size={20} />}
          label={t('settings.privacy')}
          value={ageBand === 'under16' ? undefined : t(`settings.messagesFrom.${settings.messagesFrom}`)}
        />
        {ageBand !== 'under16' && (
          <LinkRow href="/settings/reach" icon={<DoorOpen size={20} />} label={t('doors.title')} />
        )}
        <LinkRow href="/settings/blocked" icon={<Ban size={20} />} label={t('settings.blocked')} />
      </Section>
      <Section>
        <LinkRow
          href="/settings/appearance"
          icon={<Palette size={20} />}
          label={t('settings.appearance')}
          value={t(`settings.theme.${readTheme()}`)}
        />
        <LinkRow href="/settings/devices" icon={<MonitorSmartphone size={20} />} label={t('settings.devices')} />
        <LinkRow href="/settings/status" icon={<Gauge size={20} />} label={t('settings.status')} />
        <LinkRow href="/settings/account" icon={<UserCog size={20} />} label={t('settings.account')} />
      </Section>
      <Section>
        <LinkRow href="/help" icon={<CircleHelp size={20} />} label={t('help.title')} />
        <ActionRow icon={<LogOut size={20} />} label={t('settings.signOut')} onChoose={() => setAsking(true)} />
      </Section>
      {isAsking && (
        <ConfirmDialog
          title={t('settings.signOutTitle')}
          confirm={t('settings.signOut')}
          onConfirm={async () => {
            await session.signOut();
            navigate('/', { replace: true });
          }}
          onClose={() => setAsking(false)}
        >
          <p>{isDemo ? t('settings.signOutDemo') : t('settings.signOutBody')}</p>
        </ConfirmDialog>
      )}
    </Pane>
  );
}
