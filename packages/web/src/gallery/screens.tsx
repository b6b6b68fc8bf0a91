// Which states each screen has. A state is a world that is drawn here, the title of a specimen that stands elsewhere in the gallery,
// or the reason why the screen has no such state.
import { directConversationId, type PersonWithRelation, type UserId } from '@parley/contract';
import type { ReactNode } from 'react';
import { FirstChoicePage, RecoverPage, SignInPage, SignUpPage, WelcomePage } from '../accounts/index.ts';
import { BlockedPage } from '../blocks/index.ts';
import { DetailsPane } from '../conversations/index.ts';
import { AddPeoplePage, ReachPage, WhyPage } from '../doors/index.ts';
import { ActivityPage, MyProfilePage, PeopleListPage, ProfilePage } from '../graph/index.ts';
import { HelpPage } from '../help/index.ts';
import { InboxPane, NewMessagePage } from '../inbox/index.ts';
import { RequestsPage } from '../requests/index.ts';
import {
  AccountPage,
  AppearancePage,
  DevicesPage,
  EditProfilePage,
  FilterWordsPage,
  PrivacyPage,
  SettingsPage,
  StatusPage,
} from '../settings/index.ts';
import { offline } from './fake-client.ts';
import { filled } from './filled.ts';
import { account, ada, friendship, me, noRelation, people, profile } from './fixtures.ts';
import { OwnConversation } from './OwnConversation.tsx';
import type { Wide, World } from './Specimen.tsx';

const states = {
  empty: 'empty',
  loading: 'loading',
  failed: 'failed',
  offline: 'offline',
  longNames: 'long names',
  rightToLeft: 'right to left',
  largeText: '200 % text',
} as const;

export type StateName = keyof typeof states;
type Elsewhere = { seenAs: string };
type Missing = { none: string };
type State = World | Elsewhere | Missing;

export type Screen = {
  name: string;
  /** As in Shell.tsx and App.tsx. */
  routes: string[];
  /** As what it is photographed on a desktop; absent: as a page. */
  wide?: Wide;
  page: ReactNode;
  /** With something on it. Where this stands elsewhere, its title. */
  full: World & Partial<Elsewhere>;
} & Record<Exclude<StateName, 'rightToLeft' | 'largeText'>, State> &
  // Left out, these are drawn from the full screen.
  Partial<Record<'rightToLeft' | 'largeText', State>>;

type Drawn = { title: string; state: StateName | 'full'; world: World };

/** What of a screen is drawn from this table. */
export function drawnStates(screen: Screen): Drawn[] {
  const { seenAs, ...full } = screen.full;
  const plain: Drawn[] = seenAs === undefined ? [{ title: screen.name, state: 'full', world: full }] : [];
  const others = Object.entries(states).flatMap(([name, words]): Drawn[] => {
    const state = screen[name as StateName] ?? full;
    if ('none' in state || 'seenAs' in state) return [];
    return [{ title: `${screen.name}, ${words}`, state: name as StateName, world: state }];
  });
  return [...plain, ...others];
}

/** Titles of the specimens that stand elsewhere and are counted on here. */
export function titlesElsewhere(screen: Screen): string[] {
  const all = [screen.full, ...Object.keys(states).map((name) => screen[name as StateName])];
  return all.flatMap((state) => (state && 'seenAs' in state && state.seenAs !== undefined ? [state.seenAs] : []));
}

const seenAs = (title: string): Elsewhere => ({ seenAs: title });
const none = (why: string): Missing => ({ none: why });
const barSaysIt = none('The bar above all pages says it, and what was read stays.');
const readsNothing = none('It reads nothing.');
const ownWordsOnly = none('It shows no names.');
const neverEmpty = none('It always has something to show.');
/** A page of nothing but words and settings. */
const still = {
  empty: neverEmpty,
  loading: readsNothing,
  failed: readsNothing,
  offline: barSaysIt,
  longNames: ownWordsOnly,
};

const lines: PersonWithRelation[] = [ada, people.rtl, people.oneWord].map((person) => ({
  person,
  relation: friendship,
}));
const longLines: PersonWithRelation[] = [people.long, people.long].map((person, index) => ({
  person: { ...person, id: `${person.id}${index}` as UserId },
  relation: index === 0 ? friendship : noRelation,
}));
const longMe = { ...account, person: { ...people.long, id: me.id } };

/** A list of people under a profile. */
const followersAre = (shown: PersonWithRelation[] | 'fail'): World => ({
  scene: {
    answers: { 'people.profile': profile(ada), 'graph.listFollowers': shown === 'fail' ? shown : { people: shown } },
  },
});

export const screens: Screen[] = [
  {
    name: 'inbox',
    routes: ['/'],
    wide: 'list',
    page: <InboxPane selectedId={undefined} />,
    full: filled.inbox,
    empty: seenAs('inbox, empty'),
    loading: seenAs('inbox, loading'),
    failed: seenAs('inbox, failed'),
    offline: { scene: { ...filled.inbox.scene, isOffline: true } },
    longNames: seenAs('rows'),
  },
  {
    name: 'archive page',
    routes: ['/archived'],
    wide: 'list',
    page: <InboxPane selectedId={undefined} />,
    full: { ...filled.inbox, path: '/archived', seenAs: 'archive' },
    empty: seenAs('archive, empty'),
    loading: { path: '/archived' },
    failed: { path: '/archived', scene: { inbox: { status: 'failed', error: offline } } },
    offline: barSaysIt,
    longNames: seenAs('archive'),
  },
  {
    name: 'conversation',
    routes: ['/c/:id'],
    page: <OwnConversation />,
    full: { ...filled.conversation, seenAs: 'conversation' },
    empty: seenAs('conversation, empty'),
    loading: seenAs('conversation, loading'),
    failed: seenAs('conversation, failed'),
    offline: { ...filled.conversation, scene: { ...filled.conversation.scene, isOffline: true } },
    longNames: seenAs('conversation, long name'),
    rightToLeft: seenAs('bubbles, right to left'),
  },
  {
    name: 'details',
    routes: ['/c/:id/details'],
    page: <DetailsPane id={directConversationId(me.id, ada.id)} />,
    full: { scene: { answers: { 'people.profile': profile(ada, { relation: friendship }) } } },
    empty: neverEmpty,
    loading: {},
    failed: { scene: { answers: { 'people.profile': 'fail' } } },
    offline: barSaysIt,
    longNames: { scene: { answers: { 'people.profile': profile(people.long) } } },
  },
  {
    name: 'requests',
    routes: ['/requests'],
    page: <RequestsPage folder="requests" />,
    full: { ...filled.requests, seenAs: 'requests' },
    empty: seenAs('requests, empty'),
    loading: seenAs('requests, loading'),
    failed: seenAs('requests, failed'),
    offline: barSaysIt,
    longNames: { ...filled.longRequests },
    rightToLeft: seenAs('request cards, right to left'),
  },
  {
    name: 'filtered requests',
    routes: ['/requests/filtered'],
    page: <RequestsPage folder="filtered" />,
    full: { ...filled.filtered, seenAs: 'filtered requests' },
    empty: seenAs('filtered requests, empty'),
    loading: seenAs('requests, loading'),
    failed: seenAs('requests, failed'),
    offline: barSaysIt,
    longNames: seenAs('requests, long names'),
  },
  {
    name: 'declined requests',
    routes: ['/requests/declined'],
    page: <RequestsPage folder="declined" />,
    full: { ...filled.declined, seenAs: 'declined requests' },
    empty: seenAs('declined requests, empty'),
    loading: seenAs('requests, loading'),
    failed: seenAs('requests, failed'),
    offline: barSaysIt,
    longNames: seenAs('requests, long names'),
  },
  {
    name: 'new message',
    routes: ['/new'],
    page: <NewMessagePage />,
    full: { scene: { answers: { 'graph.listFollowing': { people: lines } } } },
    empty: { scene: { answers: { 'graph.listFollowing': { people: [] } } } },
    loading: {},
    failed: { scene: { answers: { 'graph.listFollowing': 'fail' } } },
    offline: barSaysIt,
    longNames: { scene: { answers: { 'graph.listFollowing': { people: longLines.slice(0, 1) } } } },
  },
  {
    name: 'activity',
    routes: ['/activity'],
    page: <ActivityPage />,
    full: { scene: { answers: { 'graph.listFollowRequests': { people: lines } } } },
    empty: { scene: { answers: { 'graph.listFollowRequests': { people: [] } } } },
    loading: {},
    failed: { scene: { answers: { 'graph.listFollowRequests': 'fail' } } },
    offline: barSaysIt,
    longNames: { scene: { answers: { 'graph.listFollowRequests': { people: longLines } } } },
  },
  {
    name: 'my profile',
    routes: ['/me'],
    page: <MyProfilePage />,
    full: { scene: { answers: { 'people.profile': profile(me, { isMe: true }) } } },
    empty: neverEmpty,
    loading: {},
    failed: { scene: { answers: { 'people.profile': 'fail' } } },
    offline: barSaysIt,
    longNames: { scene: { answers: { 'people.profile': profile(people.long, { isMe: true, bio: 'x'.repeat(160) }) } } },
  },
  {
    name: 'edit profile',
    routes: ['/me/edit'],
    page: <EditProfilePage />,
    full: {},
    ...still,
    longNames: { account: longMe },
  },
  {
    name: 'profile page',
    routes: ['/u/:handle'],
    page: <ProfilePage handle="ada.moreau" />,
    full: { scene: { answers: { 'people.profile': profile(ada, { relation: { ...noRelation, followsMe: true } }) } } },
    empty: neverEmpty,
    loading: {},
    failed: { scene: { answers: { 'people.profile': 'fail' } } },
    offline: barSaysIt,
    longNames: seenAs('profile, long name'),
  },
  {
    name: 'followers',
    // Whom somebody follows is the same list under another title.
    routes: ['/u/:handle/followers', '/u/:handle/following'],
    page: <PeopleListPage handle="ada.moreau" which="followers" />,
    full: followersAre(lines),
    empty: followersAre([]),
    loading: {},
    failed: followersAre('fail'),
    offline: barSaysIt,
    longNames: followersAre(longLines),
  },
  {
    name: 'settings',
    routes: ['/settings'],
    page: <SettingsPage />,
    full: {},
    ...still,
    longNames: { account: longMe },
  },
  {
    name: 'privacy',
    routes: ['/settings/privacy'],
    page: <PrivacyPage />,
    full: { ...filled.privacy, seenAs: 'privacy, friends' },
    empty: neverEmpty,
    loading: seenAs('privacy, adult'),
    failed: seenAs('privacy, examples failed'),
    offline: barSaysIt,
    longNames: seenAs('privacy, friends'),
  },
  { name: 'appearance', routes: ['/settings/appearance'], page: <AppearancePage />, full: {}, ...still },
  {
    name: 'devices',
    routes: ['/settings/devices'],
    page: <DevicesPage />,
    full: { ...filled.devices },
    empty: none('The device one looks with is always there.'),
    loading: {},
    failed: { scene: { answers: { 'accounts.listSessions': 'fail' } } },
    offline: barSaysIt,
    longNames: ownWordsOnly,
  },
  { name: 'account', routes: ['/settings/account'], page: <AccountPage />, full: {}, ...still },
  {
    name: 'doors',
    routes: ['/settings/reach'],
    page: <ReachPage />,
    full: { ...filled.doors, seenAs: 'doors, open' },
    empty: seenAs('doors, none'),
    loading: seenAs('doors, loading'),
    failed: seenAs('doors, failed'),
    offline: barSaysIt,
    longNames: seenAs('doors, open'),
  },
  {
    name: 'add people',
    routes: ['/settings/reach/add'],
    page: <AddPeoplePage />,
    full: { scene: { answers: { 'graph.listFollowing': { people: [...lines, ...longLines] } } }, seenAs: 'add people' },
    empty: seenAs('add people, empty'),
    loading: {},
    failed: seenAs('add people, failed'),
    offline: barSaysIt,
    longNames: seenAs('add people'),
  },
  {
    name: 'why',
    routes: ['/settings/reach/why'],
    page: <WhyPage />,
    full: { ...filled.why, seenAs: 'why, not received' },
    empty: seenAs('why, pick'),
    loading: seenAs('why, loading'),
    failed: seenAs('why, failed'),
    offline: barSaysIt,
    longNames: seenAs('why, long name'),
  },
  {
    name: 'filter words',
    routes: ['/settings/words'],
    page: <FilterWordsPage />,
    full: { ...filled.words, seenAs: 'filter words, some' },
    empty: seenAs('filter words, empty'),
    loading: seenAs('filter words, loading'),
    failed: seenAs('filter words, failed'),
    offline: barSaysIt,
    longNames: seenAs('filter words, some'),
  },
  {
    name: 'status',
    routes: ['/settings/status'],
    page: <StatusPage />,
    full: { ...filled.status, seenAs: 'status, used' },
    empty: seenAs('status, fresh'),
    loading: seenAs('status, loading'),
    failed: seenAs('status, failed'),
    offline: barSaysIt,
    longNames: ownWordsOnly,
  },
  {
    name: 'blocked',
    routes: ['/settings/blocked'],
    page: <BlockedPage />,
    full: { ...filled.blocked, seenAs: 'blocked, some' },
    empty: seenAs('blocked, empty'),
    loading: seenAs('blocked, loading'),
    failed: seenAs('blocked, failed'),
    offline: barSaysIt,
    longNames: seenAs('blocked, some'),
  },
  { name: 'help', routes: ['/help'], page: <HelpPage />, full: {}, ...still },
  { name: 'sign in', routes: ['/sign-in'], page: <SignInPage hasFocus={false} />, full: {}, ...still },
  { name: 'sign up', routes: ['/sign-up'], page: <SignUpPage hasFocus={false} />, full: {}, ...still },
  { name: 'recover', routes: ['/recover'], page: <RecoverPage />, full: {}, ...still },
  {
    name: 'welcome',
    routes: ['/welcome'],
    page: <WelcomePage isEnded={false} />,
    full: { seenAs: 'welcome' },
    ...still,
  },
  {
    name: 'first choice',
    routes: [],
    page: <FirstChoicePage />,
    full: { seenAs: 'first choice, adult' },
    ...still,
  },
];

/** What stands elsewhere and shows a screen with something on it. */
export const wideTitles: ReadonlyMap<string, Wide> = new Map(
  screens.flatMap(({ full, wide = 'page' }) => (full.seenAs === undefined ? [] : [[full.seenAs, wide] as const])),
);
