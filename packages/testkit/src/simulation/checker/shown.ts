// What every device shows is what is stored, recomputed here: each message once and in order, the rows, the counts and the badge.
import type { Conversation, Message } from '@parley/contract';
import type { DeviceView, LogShown, View } from '../views.ts';
import type { Found } from './check.ts';
import { type Stored, type StoredMessage, type StoredRow, unreadOf, visibleTo } from './stored.ts';

const unreadMax = 100;
const muteGraceMs = 6_000;
/** What a client waits, and what asking takes. */
const askAgainMs = 70_000;

export function checkShown(stored: Stored, view: View): Found[] {
  const { nowMs, calmForMs } = view;
  return view.devices.flatMap((device) => checkDevice({ stored, nowMs, calmForMs }, device));
}

type Known = { stored: Stored; nowMs: number; calmForMs: number };

function checkDevice(known: Known, device: DeviceView): Found[] {
  const { stored, nowMs } = known;
  const { device: name, userId, connection, inboxStatus } = device;
  const found = (what: string, ...about: string[]): Found => ({
    what: `${name} ${what}`,
    about: [name, userId, ...about],
  });
  if (!stored.signedIn.has(name)) {
    return connection === 'stopped' ? [] : [found(`is signed out, and ${connection}`)];
  }
  if (connection !== 'live' || inboxStatus !== 'ready') {
    return [found(`is ${connection} and its inbox ${inboxStatus}, long after everything was well`)];
  }
  const own = stored.rows.filter((row) => row.userId === userId);
  const listed = own.filter((row) => row.isListed && row.folder === 0 && !row.isBlocked && !row.isArchived);
  const missing = listed.filter((row) => !device.rows.some(({ id }) => id === row.conversationId));
  const extra = device.rows.filter(({ id }) => !listed.some((row) => row.conversationId === id));
  const shown = new Map(device.rows.map((row) => [row.id, row]));
  return [
    ...missing.map(({ conversationId }) => found(`does not list ${conversationId}`, conversationId)),
    ...extra.map(({ id }) => found(`lists ${id}, which is not in the inbox`, id)),
    ...listed.flatMap((row) => {
      const view = shown.get(row.conversationId);
      return view ? checkRow(stored, row, view, nowMs).map((what) => found(what, row.conversationId)) : [];
    }),
    ...checkCounts(known, device, own).map((what) => found(what)),
    ...device.logs.flatMap((log) =>
      checkLogShown(stored, own, log).map((what) => found(what, log.conversationId ?? '')),
    ),
  ];
}

function checkCounts(known: Known, device: DeviceView, own: readonly StoredRow[]): string[] {
  const { stored, nowMs } = known;
  const { counts } = device;
  const isUnsure = (row: StoredRow) => isMuteEnding(row, nowMs) || wasMuteOver(row, known);
  const isUnread = (row: StoredRow) => row.isMarkedUnread || unreadOf(stored, row) > 0;
  const standing = own.filter((row) => row.isListed && row.folder === 0 && !row.isBlocked && !row.isArchived);
  const unread = standing.filter((row) => isUnread(row) && !isMuted(row, nowMs)).length;
  // By what was asked and not by the folder: deleting what was written takes no request away.
  const waiting = (state: number) =>
    stored.requests.filter((one) => one.userId === device.userId && one.state === state).length;
  return [
    ...(standing.some(isUnsure) ? [] : differing('badge', counts.unread, unread)),
    ...differing('number of requests', counts.requests, waiting(1)),
    ...differing('number of filtered requests', counts.filtered, waiting(2)),
  ];
}

const isMuted = ({ mutedUntilMs }: StoredRow, nowMs: number): boolean => (mutedUntilMs ?? 0) > nowMs;

/** INB-2e: clocks differ, so a client gives a mute a few seconds more. */
const isMuteEnding = ({ mutedUntilMs }: StoredRow, nowMs: number): boolean =>
  mutedUntilMs !== undefined && Math.abs(mutedUntilMs - nowMs) < muteGraceMs;

/** By a node whose clock was behind in the storm it held still; whoever was told so asks again after a minute. */
const wasMuteOver = ({ mutedUntilMs }: StoredRow, { nowMs, calmForMs }: Known): boolean =>
  calmForMs < askAgainMs && mutedUntilMs !== undefined && mutedUntilMs < nowMs;

const differing = (name: string, shown: unknown, real: unknown): string[] =>
  shown === real ? [] : [`shows ${name} ${String(shown)} instead of ${String(real)}`];

function checkRow(stored: Stored, row: StoredRow, view: Conversation, nowMs: number): string[] {
  const last = visibleTo(stored, row).at(-1);
  const of = (name: string) => `${name} of ${row.conversationId}`;
  return [
    ...differing(of('unread count'), view.unreadCount, Math.min(unreadMax, unreadOf(stored, row))),
    ...differing(of('last seq'), view.lastSeq, row.lastSeq),
    ...differing(of('read mark'), view.readSeq, row.readSeq),
    ...differing(of('cleared mark'), view.clearedSeq, row.clearedSeq),
    ...differing(of('"delivered"'), view.peerDeliveredSeq, row.deliveredSeq),
    ...differing(of('"seen"'), view.peerReceiptSeq, row.seenSeq),
    ...differing(of('pin'), view.pinnedAt !== undefined, row.isPinned),
    ...(isMuteEnding(row, nowMs) ? [] : differing(of('mute'), view.mute !== undefined, isMuted(row, nowMs))),
    ...differing(of('archive'), view.isArchived, row.isArchived),
    ...differing(of('unread mark'), view.isMarkedUnread, row.isMarkedUnread),
    ...differing(of('draft'), view.draft?.text, row.draft),
    ...differing(of('last message'), view.lastMessage?.seq, last?.seq),
    ...differing(of('preview'), view.lastMessage?.content.text, last && textFor(row, last)),
  ];
}

/** REQ-5: what its sender made of a message after a decline is for them alone. */
const textFor = (row: StoredRow, message: StoredMessage): string =>
  message.senderId === row.userId ? message.ownText : message.text;

function checkLogShown(stored: Stored, own: readonly StoredRow[], log: LogShown): string[] {
  if (log.conversationId === undefined || log.messages === undefined) return [];
  const row = own.find(({ conversationId }) => conversationId === log.conversationId);
  const visible = row ? visibleTo(stored, row) : [];
  const [first, last] = [log.messages[0], log.messages.at(-1)];
  // It may be a part of the log, without holes.
  const real = visible.filter(
    ({ seq }) => (!log.hasOlder || seq >= (first?.seq ?? 0)) && (!log.hasNewer || seq <= (last?.seq ?? 0)),
  );
  const expected = real.map((message) => (row ? textOfStored(row, message) : ''));
  const shown = log.messages.map(textOfShown);
  if (shown.join('\n') === expected.join('\n')) return [];
  const difference = [
    ...shown.filter((one) => !expected.includes(one)),
    ...expected.filter((one) => !shown.includes(one)),
  ];
  return [
    `shows another log of ${log.conversationId}: ${shown.length} messages of ${expected.length}; ${difference.slice(0, 3).join('; ')}`,
  ];
}

const textOfStored = (row: StoredRow, message: StoredMessage): string =>
  `${message.seq} ${message.senderId} ${message.isUnsent ? 'unsent' : textFor(row, message)}`;
const textOfShown = ({ seq, senderId, content, unsentAt }: Message): string =>
  `${seq} ${senderId} ${unsentAt === undefined ? content.text : 'unsent'}`;
