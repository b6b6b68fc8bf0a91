// Who can reach me, why, and what may be sent: settings, doors, limits, words, and blocks.
import type { Account, Door, Explanation, MessagesFrom, MethodOutput, Outcome } from '@parley/contract';
import { BlockedPage } from '../blocks/index.ts';
import { AddPeoplePage, ReachPage, WhyPage } from '../doors/index.ts';
import { FilterWordsPage, PrivacyPage, StatusPage } from '../settings/index.ts';
import type { Scene } from './fake-client.ts';
import { account, ada, at, child, conversation, friendship, noRelation, people } from './fixtures.ts';
import { Specimen } from './Specimen.tsx';

const { verified, staff, rtl, long, emoji, gone, oneWord } = people;

const tableOf = (friend: Outcome, others: Outcome, listed: Outcome): MethodOutput<'admission.tryOut'> => ({
  classes: [
    { class: 'contact', outcome: listed, examples: [long] },
    { class: 'consented', outcome: listed, examples: [emoji] },
    { class: 'friend', outcome: friend, examples: [ada, verified, oneWord] },
    { class: 'followed', outcome: others, examples: [staff, long, ada] },
    { class: 'follower', outcome: others, examples: [rtl] },
    { class: 'stranger', outcome: others, examples: [] },
  ],
});
const friendsOnly = tableOf('inbox', 'not_received', 'inbox');
const withSetting = (messagesFrom: MessagesFrom, othersMayRequest = false): Account => ({
  ...account,
  settings: { ...account.settings, messagesFrom, othersMayRequest },
});

const privacy: [string, Account, MethodOutput<'admission.tryOut'>][] = [
  ['friends', account, friendsOnly],
  ['friends and requests', withSetting('friends', true), tableOf('inbox', 'requests', 'inbox')],
  ['specific people', withSetting('specific_people'), tableOf('not_received', 'not_received', 'inbox')],
  ['everyone', withSetting('everyone'), tableOf('inbox', 'requests', 'inbox')],
  ['no one', withSetting('no_one'), tableOf('not_received', 'not_received', 'not_received')],
];

const door = (person: Door['person'], more: Partial<Door> = {}): Door => ({
  person,
  kind: 'friend',
  since: at(-40_000),
  ...more,
});
const doors: Door[] = [
  door(ada),
  door(long, { kind: 'consent', reason: 'accepted' }),
  door(rtl, { kind: 'consent', reason: 'wrote' }),
  door(emoji, { kind: 'contact' }),
];
const someDoors: Scene = { answers: { 'admission.listDoors': { doors }, 'admission.tryOut': friendsOnly } };
const noDoors: Scene = { answers: { 'admission.listDoors': { doors: [] }, 'admission.tryOut': friendsOnly } };
const asleep: Scene = {
  answers: { 'admission.listDoors': { doors }, 'admission.tryOut': tableOf('requests', 'requests', 'inbox') },
};

const explained = (more: Partial<Explanation>): Scene => ({
  answers: {
    'admission.explain': { person: ada, class: 'stranger', outcome: 'not_received', because: 'setting', ...more },
  },
});
const answers: [string, Account, Scene][] = [
  ['not received', account, explained({})],
  ['requests', withSetting('friends', true), explained({ outcome: 'requests' })],
  ['inbox', account, explained({ class: 'friend', outcome: 'inbox' })],
  ['messages off', withSetting('no_one'), explained({ class: 'friend' })],
  ['blocked', account, explained({ class: 'blocked', because: 'me_blocked' })],
  ['long name', withSetting('specific_people'), explained({ person: long })],
  ['under 16', child, explained({ because: 'me_under_age' })],
  ['loading', account, {}],
  ['failed', account, { answers: { 'admission.explain': 'fail' } }],
];

const listed = [ada, long, rtl, oneWord].map((person, index) => ({
  person,
  relation: { ...(index % 2 === 0 ? friendship : noRelation), isContact: index === 1 },
}));

const allowance = (max: number, remaining: number) => ({ max, remaining, resetsAt: at(90) });
const statuses: [string, Account, MethodOutput<'accounts.limits'> | 'fail' | undefined][] = [
  [
    'fresh',
    account,
    {
      messages: { max: 500, remaining: 500 },
      newPeople: { max: 20, remaining: 20 },
      lookups: { max: 60, remaining: 60 },
    },
  ],
  ['used', account, { messages: allowance(500, 371), newPeople: allowance(20, 0), lookups: allowance(60, 41) }],
  [
    'restricted',
    account,
    {
      messages: allowance(500, 0),
      newPeople: allowance(20, 0),
      lookups: allowance(60, 0),
      restriction: { until: at(1400), reason: 'too_many_attempts' },
    },
  ],
  ['under 16', child, undefined],
  ['loading', account, undefined],
  ['failed', account, 'fail'],
];

const words = ['lottery', 'free coins', 'كازينو', 'x'.repeat(50)];
const wordScenes: [string, Account, Scene][] = [
  ['some', account, { answers: { 'filterWords.list': { words } } }],
  ['empty', account, { answers: { 'filterWords.list': { words: [] } } }],
  [
    'filtering off',
    { ...account, settings: { ...account.settings, filterRequests: false } },
    { answers: { 'filterWords.list': { words: ['lottery'] } } },
  ],
  ['loading', account, {}],
  ['failed', account, { answers: { 'filterWords.list': 'fail' } }],
];

const noCounts = { rev: 1, unreadConversationCount: 0, requestCount: 0, filteredCount: 0 };
const blockedPeople = [ada, long, gone].map((person) => ({ person, relation: { ...noRelation, isBlocked: true } }));
const blocks: [string, Scene][] = [
  [
    'some',
    {
      answers: {
        'blocks.list': { people: blockedPeople },
        'inbox.list': { conversations: [conversation(ada), conversation(long)], ...noCounts },
      },
    },
  ],
  ['empty', { answers: { 'blocks.list': { people: [] }, 'inbox.list': { conversations: [], ...noCounts } } }],
  ['loading', {}],
  ['failed', { answers: { 'blocks.list': 'fail' } }],
  ['conversations failed', { answers: { 'blocks.list': { people: blockedPeople }, 'inbox.list': 'fail' } }],
];

export function ReachStates() {
  return (
    <>
      {privacy.map(([title, who, table]) => (
        <Specimen key={title} title={`privacy, ${title}`} isScreen account={who} scene={triedOut(table)}>
          <PrivacyPage />
        </Specimen>
      ))}
      <Specimen title="privacy, examples failed" isScreen scene={triedOut('fail')}>
        <PrivacyPage />
      </Specimen>
      {wordScenes.map(([title, who, scene]) => (
        <Specimen key={title} title={`filter words, ${title}`} isScreen account={who} scene={scene}>
          <FilterWordsPage />
        </Specimen>
      ))}
      {statuses.map(([title, who, limits]) => (
        <Specimen key={title} title={`status, ${title}`} isScreen account={who} scene={limitsAre(limits)}>
          <StatusPage />
        </Specimen>
      ))}
      {blocks.map(([title, scene]) => (
        <Specimen key={title} title={`blocked, ${title}`} isScreen scene={scene}>
          <BlockedPage />
        </Specimen>
      ))}
    </>
  );
}

export function DoorListStates() {
  return (
    <>
      <Specimen title="doors, open" isScreen scene={someDoors}>
        <ReachPage />
      </Specimen>
      <Specimen title="doors, none" isScreen scene={noDoors}>
        <ReachPage />
      </Specimen>
      <Specimen title="doors, asleep" isScreen account={withSetting('specific_people', true)} scene={asleep}>
        <ReachPage />
      </Specimen>
      <Specimen title="doors, messages off" isScreen account={withSetting('no_one')} scene={someDoors}>
        <ReachPage />
      </Specimen>
      <Specimen title="doors, under 16" isScreen account={child}>
        <ReachPage />
      </Specimen>
      <Specimen title="doors, loading" isScreen>
        <ReachPage />
      </Specimen>
      <Specimen title="doors, failed" isScreen scene={{ answers: { 'admission.listDoors': 'fail' } }}>
        <ReachPage />
      </Specimen>
      <Specimen title="add people" isScreen scene={{ answers: { 'graph.listFollowing': { people: listed } } }}>
        <AddPeoplePage />
      </Specimen>
      <Specimen title="add people, empty" isScreen scene={{ answers: { 'graph.listFollowing': { people: [] } } }}>
        <AddPeoplePage />
      </Specimen>
      <Specimen title="add people, failed" isScreen scene={{ answers: { 'graph.listFollowing': 'fail' } }}>
        <AddPeoplePage />
      </Specimen>
      <Specimen title="why, pick" isScreen scene={{ answers: { 'graph.listFollowing': { people: listed } } }}>
        <WhyPage />
      </Specimen>
      {answers.map(([title, who, scene]) => (
        <Specimen
          key={title}
          title={`why, ${title}`}
          isScreen
          account={who}
          scene={scene}
          path={`/settings/reach/why?id=${ada.id}`}
        >
          <WhyPage />
        </Specimen>
      ))}
    </>
  );
}

function triedOut(table: MethodOutput<'admission.tryOut'> | 'fail'): Scene {
  return { answers: { 'admission.tryOut': table } };
}

function limitsAre(limits: MethodOutput<'accounts.limits'> | 'fail' | undefined): Scene {
  return limits === undefined ? {} : { answers: { 'accounts.limits': limits } };
}
