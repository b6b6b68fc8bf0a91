import { Archive, Ellipsis, MailOpen, Pin } from 'lucide-react';

const run = () => undefined;
const actions = {
  read: { id: 'read', label: 'Read', Icon: MailOpen, run },
  pin: { id: 'pin', label: 'Pin', Icon: Pin, run },
  archive: { id: 'archive', label: 'Archive', Icon: Archive, run },
  more: { id: 'more', label: 'More', Icon: Ellipsis, run },
};

/** Title, side, whether the row was pushed all the way, and what lies there. */
export const swipeSides = [
  ['swipe, start', 'start', false, [actions.read, actions.pin]],
  ['swipe, end', 'end', false, [actions.archive, actions.more]],
  ['swipe, all the way', 'end', true, [actions.archive, actions.more]],
] as const;
