import type { AgeBand, MessagesFrom, Settings } from '@parley/contract';

/** What a user of this age is offered (ACC-2, ACC-3; RCPT-2: no presence for minors). */
export function settingsChoices(band: AgeBand): Settings['choices'] {
  switch (band) {
    case 'under16':
      return { messagesFrom: [], presence: false };
    case 'minor':
      return { messagesFrom: ['friends', 'specific_people', 'no_one'], presence: false };
    case 'adult':
      return { messagesFrom: ['everyone', 'friends', 'specific_people', 'no_one'], presence: true };
  }
}

/** ACC-3: messages start at Friends, for 16 and 17 (and below) at No one. */
export function initialMessagesFrom(band: AgeBand): MessagesFrom {
  return band === 'adult' ? 'friends' : 'no_one';
}
