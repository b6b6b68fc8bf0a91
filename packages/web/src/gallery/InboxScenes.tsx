// The inbox as one comes to it by pressing and typing: arranged, choosing, searching, with a menu open.
import type { Conversation } from '@parley/contract';
import type { InboxState } from '@parley/sdk';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { InboxPane, InboxRow, SwipeTray, toInboxRow } from '../inbox/index.ts';
import { InPlace } from '../ui/in-place.ts';
import { Doing, type Step } from './Doing.tsx';
import type { Scene } from './fake-client.ts';
import { filled } from './filled.ts';
import { ada, at, conversation, me } from './fixtures.ts';
import { Specimen } from './Specimen.tsx';
import { swipeSides } from './swipes.ts';

const inbox = filled.inbox.scene.inbox as Extract<InboxState, { status: 'ready' }>;
const of = (conversations: readonly Conversation[]): Scene => ({
  inbox: { ...inbox, conversations, requestCount: 0, filteredCount: 0 },
});
const menu = 'header [aria-haspopup="menu"]';
const row = (nth: number) => `[data-hands] [role="listitem"]:nth-child(${nth}) [data-row-id]`;

const scenes: [string, { steps?: Step[]; scene?: Scene; path?: string }][] = [
  ['inbox, unread', { path: '/?filter=unread', scene: of(inbox.conversations.filter((one) => one.unreadCount > 0)) }],
  ['archive', { path: '/archived', scene: of(inbox.conversations.slice(3, 6)) }],
  ['inbox, choosing', { steps: [{ press: menu }, { press: '[role="menuitem"]' }] }],
  [
    'inbox, three chosen',
    { steps: [{ press: menu }, { press: '[role="menuitem"]' }, ...[1, 2, 4].map((nth) => ({ press: row(nth) }))] },
  ],
  ['inbox, its menu', { steps: [{ press: menu }] }],
  ['inbox, menu of a row', { steps: [{ press: '[data-hands] [data-row-menu]' }] }],
  ['inbox, search opened', { steps: [{ focus: '[data-search]' }] }],
];

export function InboxScenes() {
  return scenes.map(([title, { steps = [], scene = filled.inbox.scene, path = '/' }]) => (
    <Specimen key={title} title={title} isScreen scene={scene} path={path}>
      <InPlace value>
        <Doing steps={steps}>
          <InboxPane selectedId={undefined} />
        </Doing>
      </InPlace>
    </Specimen>
  ));
}

/** A row that was pushed aside, and what lies beneath. */
export function SwipeStates() {
  return swipeSides.map(([title, side, isFull, actions]) => (
    <Specimen key={title} title={title}>
      <div style={{ position: 'relative', height: 72, overflow: 'hidden' }}>
        <SwipeTray side={side} isFull={isFull} actions={actions} />
        {!isFull && (
          <div style={{ position: 'relative', insetInlineStart: side === 'start' ? 160 : -160 }}>
            <Row />
          </div>
        )}
      </div>
    </Specimen>
  ));
}

function Row(): ReactNode {
  const { t } = useTranslation();
  const shown = toInboxRow(conversation(ada, { unreadCount: 2 }), { me: me.id, nowMs: Date.parse(at(200)), t });
  return <InboxRow row={shown} exactTime="" isSelected={false} isTabStop index={0} />;
}
