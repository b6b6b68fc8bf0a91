import { DoorOpen, Filter, MessageCircleQuestionMark, UserRoundPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Choices } from '../ui/Choices.tsx';
import { Switch } from '../ui/Switch.tsx';
import { hasRequestsSwitch } from './message-setting-view-model.ts';
import { LinkRow, Section } from './Section.tsx';
import type { useSettings } from './use-settings.ts';
import { WhoCouldMessage } from './WhoCouldMessage.tsx';

/** ADM-3, ADM-7, REQ-7: from whom I hear, what that does, and the way to whom it lets in. */
export function MessageSettings({ settings, change }: ReturnType<typeof useSettings>) {
  const { t } = useTranslation();
  return (
    <>
      <Section title={t('settings.whoCanMessage')} note={t('settings.savedAtOnce')}>
        <Choices
          legend={t('settings.whoCanMessage')}
          value={settings.messagesFrom}
          onChange={(messagesFrom) => change({ messagesFrom })}
          choices={settings.choices.messagesFrom.map((choice) => ({
            value: choice,
            label: t(`settings.messagesFrom.${choice}`),
            hint: t(`settings.messagesFromHint.${choice}`),
          }))}
        />
        {hasRequestsSwitch(settings.messagesFrom) && (
          <Switch
            label={t('settings.othersMayRequest')}
            hint={t('settings.othersMayRequestHint')}
            isOn={settings.othersMayRequest}
            onChange={(othersMayRequest) => change({ othersMayRequest })}
          />
        )}
        {settings.messagesFrom === 'specific_people' && (
          <LinkRow href="/settings/reach/add" icon={<UserRoundPlus size={20} />} label={t('settings.choosePeople')} />
        )}
        <WhoCouldMessage setting={settings} />
      </Section>
      <Section>
        <LinkRow href="/settings/reach" icon={<DoorOpen size={20} />} label={t('doors.title')} />
        <LinkRow href="/settings/reach/why" icon={<MessageCircleQuestionMark size={20} />} label={t('doors.why')} />
      </Section>
      <Section title={t('settings.requests')}>
        <Switch
          label={t('settings.filterRequests')}
          hint={t('settings.filterRequestsHint')}
          isOn={settings.filterRequests}
          onChange={(filterRequests) => change({ filterRequests })}
        />
        <LinkRow href="/settings/words" icon={<Filter size={20} />} label={t('settings.filterWords')} />
      </Section>
    </>
  );
}
