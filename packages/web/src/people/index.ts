export { conversationLink } from './conversation-link.ts';
export { FollowButton } from './FollowButton.tsx';
export { PersonLine } from './PersonLine.tsx';
export { ProfileCard } from './ProfileCard.tsx';
export { usePeoplePages, usePersonVerb, useProfile } from './use-people.ts';
export { useTryOut } from './use-try-out.ts';
