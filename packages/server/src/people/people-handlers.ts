import type { MethodParams, Profile, UserId } from '@parley/contract';
import { looksAlike, searchKey } from '@parley/core';
import type { PersonAndStanding, Store } from '@parley/store';
import { type AdmissionDeps, gatherBoard, pairOf, refusalFor } from '../admission/index.ts';
import type { Handlers } from '../api/index.ts';
import type { Clock } from '../clock.ts';
import { refuse } from '../outcome.ts';
import { decodeCursor, encodeCursor, showPeople } from './page.ts';
import { isVisible, toPersonView, toRelationView } from './person-view.ts';

type Deps = AdmissionDeps & { clock: Clock };

export const peopleHandlers = (deps: Deps): Pick<Handlers, 'people.search' | 'people.profile'> => ({
  'people.search': async ({ query, limit, cursor }, { actor }) => {
    const words = query.trim().replace(/^[@＠]/, '');
    const key = searchKey(words);
    if (key === '') return { people: [] };
    const offset = toOffset(cursor);
    const names = { handle: words.toLowerCase(), key };
    const ids = await deps.store.read.people.search(actor.userId, names, { limit: limit + 1, offset });
    const people = await showPeople(deps.store.read, actor.userId, ids.slice(0, limit));
    return { people, ...(ids.length > limit ? { nextCursor: encodeCursor([offset + limit]) } : {}) };
  },

  'people.profile': async (input, { actor }) => {
    const id = await toUserId(deps.store, input);
    // Also for a handle of nobody, so that it costs what one costs that is not theirs to see (OBS-1).
    const found = await deps.store.read.people.forViewer(actor.userId, [id ?? actor.userId, actor.userId]);
    const person = id && found.get(id);
    const viewer = found.get(actor.userId);
    if (!person || !viewer || !isVisible(person)) return refuse('not_found');
    return showProfile(deps, viewer, person);
  },
});

/** Far enough for anybody who reads; beyond it a better query helps more than another page. */
const offsetMax = 1_000;

function toOffset(cursor: string | undefined): number {
  const [offset] = decodeCursor(cursor);
  return typeof offset === 'number' && Number.isInteger(offset) && offset > 0 ? Math.min(offset, offsetMax) : 0;
}

async function toUserId(store: Store, input: MethodParams<'people.profile'>): Promise<UserId | undefined> {
  if ('userId' in input) return input.userId;
  const handle = input.handle.toLowerCase();
  return (await store.read.people.idsByHandle([handle])).get(handle);
}

async function showProfile(deps: Deps, viewer: PersonAndStanding, found: PersonAndStanding): Promise<Profile> {
  const { store, clock } = deps;
  const { row, standing } = found;
  const isMe = row.id === viewer.row.id;
  const seeLists = isMe || !row.isPrivate || standing.following === 'yes';
  const pair = pairOf(viewer.row.id, row.id);
  const [counts, board, looksLike] = await Promise.all([
    seeLists ? store.read.graph.counts({ userId: row.id, viewerId: viewer.row.id }) : undefined,
    gatherBoard(deps, [pair], clock.now(), { notesLookups: true }),
    isMe || row.isVerified || row.isStaff ? undefined : findLookAlike(store, viewer.row.id, found),
  ]);
  const refusal = isMe ? undefined : refusalFor(board, pair, row.displayName);
  const isRequest = board.judge(pair).admission.verdict === 'requests';
  return {
    person: toPersonView(row.id, found),
    bio: row.bio,
    isPrivate: row.isPrivate,
    isMe,
    ...(counts ? { followerCount: counts.followers, followingCount: counts.following } : {}),
    relation: toRelationView(standing),
    abilities: {
      message: !isMe && !refusal,
      request: isRequest,
      follow: !isMe && !standing.isBlockedByMe,
      seeLists,
    },
    ...(refusal ? { refusal } : {}),
    ...(looksLike ? { looksLike: toPersonView(looksLike.row.id, looksLike) } : {}),
  };
}

/** ACC-4: somebody whom the viewer knows or may trust, and whose name this one could be taken for. */
async function findLookAlike(store: Store, viewerId: UserId, found: PersonAndStanding) {
  const { id, displayName } = found.row;
  const imitable = await store.read.people.imitable(viewerId);
  const isImitable = imitable.some((one) => one.id === id);
  if (isImitable) return undefined;
  const alike = imitable.filter((one) => looksAlike(one.displayName, displayName)).map((one) => one.id);
  const people = await store.read.people.forViewer(viewerId, alike);
  return [...people.values()].find(isVisible);
}
