// What is asked once after signing up (ACC-1, ACC-3).
import type { AgeBand, MessagesFrom, MethodInput, Settings } from '@parley/contract';

export type FirstChoice = 'no_one' | 'friends' | 'friendsAndRequests' | 'specific_people';

const asSetting: Record<FirstChoice, { messagesFrom: MessagesFrom; othersMayRequest: boolean }> = {
  no_one: { messagesFrom: 'no_one', othersMayRequest: false },
  friends: { messagesFrom: 'friends', othersMayRequest: false },
  friendsAndRequests: { messagesFrom: 'friends', othersMayRequest: true },
  specific_people: { messagesFrom: 'specific_people', othersMayRequest: false },
};

/** Adults are asked one question; who is 16 or 17 may also leave messages off, and starts there. Never what is not offered. */
export function firstChoices(band: AgeBand, { choices }: Pick<Settings, 'choices'>): FirstChoice[] {
  const asked: FirstChoice[] =
    band === 'adult'
      ? ['friends', 'friendsAndRequests']
      : ['no_one', 'friends', 'friendsAndRequests', 'specific_people'];
  return asked.filter((one) => choices.messagesFrom.includes(asSetting[one].messagesFrom));
}

export function toSettings(choice: FirstChoice): MethodInput<'settings.update'> {
  return asSetting[choice];
}
