// The app as a whole: tabs, the list, and what is open beside it.
import { directConversationId } from '@parley/contract';
import { Shell } from '../app/Shell.tsx';
import { filled } from './filled.ts';
import { account, ada, friendship, me, profile } from './fixtures.ts';
import { Specimen, type World } from './Specimen.tsx';

const path = `/c/${directConversationId(me.id, ada.id)}`;
const scene = {
  ...filled.inbox.scene,
  ...filled.conversation.scene,
  answers: {
    ...filled.requests.scene?.answers,
    'people.profile': profile(ada, { relation: friendship }),
  },
};

const pages: [string, World][] = [
  ['app', { path: '/' }],
  ['app, conversation', { path }],
  ['app, details', { path: `${path}/details` }],
  ['app, requests', { path: '/requests' }],
  ['app, settings', { path: '/settings' }],
  ['app, demo and offline', { path: '/', account: { ...account, isDemo: true }, scene: { ...scene, isOffline: true } }],
];

/** On a desktop the page of each of these is photographed by itself, and the list beside it above. */
const repeats = ['app, requests', 'app, settings'];

export function AppStates() {
  return pages.map(([title, world]) => (
    <Specimen
      key={title}
      title={title}
      isScreen
      wide={repeats.includes(title) ? undefined : 'app'}
      scene={scene}
      {...world}
    >
      <Shell />
    </Specimen>
  ));
}
