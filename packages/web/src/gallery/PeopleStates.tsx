import type { Profile } from '@parley/contract';
import { FollowRequest } from '../graph/index.ts';
import { FollowButton, PersonLine, ProfileCard } from '../people/index.ts';
import { ada, friendship, me, noRelation, people, profile, refusals } from './fixtures.ts';
import { Specimen } from './Specimen.tsx';

const nothing = () => undefined;
const shut = { message: false, request: false, follow: true, seeLists: false };
const open = { message: true, request: false, follow: true, seeLists: true };

const profiles: [string, Profile][] = [
  ['stranger', profile(ada, { refusal: refusals.onlyFriends })],
  ['follows you', profile(people.verified, { relation: { ...noRelation, followsMe: true } })],
  ['friend', profile(ada, { relation: friendship, abilities: open })],
  ['open to all', profile(people.staff, { abilities: open })],
  ['by request', profile(ada, { abilities: { ...open, request: true } })],
  ['at a limit', profile(ada, { refusal: refusals.restricted })],
  ['private', profileWithout(profile(ada, { isPrivate: true, abilities: shut, refusal: refusals.onlyFriends }))],
  [
    'private, requested',
    profileWithout(
      profile(ada, { isPrivate: true, abilities: shut, relation: { ...noRelation, following: 'requested' } }),
    ),
  ],
  ['looks like somebody', profile(people.emoji, { looksLike: ada })],
  ['long name', profile(people.long, { bio: 'x'.repeat(160) })],
  ['right to left', profile(people.rtl, { bio: 'أصوّر البحر كل صباح' })],
  ['blocked', profile(ada, { relation: { ...noRelation, isBlocked: true } })],
  ['mine', profile(me, { isMe: true })],
];

function profileWithout(shown: Profile): Profile {
  const { followerCount: _followers, followingCount: _following, ...rest } = shown;
  return rest;
}

export function PeopleStates() {
  return (
    <>
      {profiles.map(([title, shown]) => (
        <Specimen key={title} title={`profile, ${title}`}>
          <ProfileCard profile={shown} isActive={title === 'friend'} />
        </Specimen>
      ))}
      <Specimen title="lines">
        {Object.values(people).map((person) => (
          <PersonLine key={person.id} person={person} href="/">
            <FollowButton person={person} relation={noRelation} />
          </PersonLine>
        ))}
        <PersonLine person={ada} href="/" note="Friends">
          <FollowButton person={ada} relation={friendship} />
        </PersonLine>
        <PersonLine person={ada} href="/">
          <FollowButton person={ada} relation={{ ...noRelation, following: 'requested' }} />
        </PersonLine>
        <PersonLine person={ada} href="/">
          <FollowButton person={ada} relation={{ ...noRelation, followsMe: true }} />
        </PersonLine>
      </Specimen>
      <Specimen title="follow requests">
        <FollowRequest asking={{ person: ada, relation: noRelation }} onAccepted={nothing} />
        <FollowRequest asking={{ person: people.long, relation: noRelation }} onAccepted={nothing} />
      </Specimen>
    </>
  );
}
