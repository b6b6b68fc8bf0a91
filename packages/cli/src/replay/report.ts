// The result of a run, for people as a table and for programs as one line of JSON. Says also what the run did not try.
import { admissionRefusals } from '@parley/contract';
import type { Doors } from './count-doors.ts';
import type { Outcome, ReplayOptions } from './replay.ts';

export type ReplayReport = {
  readonly command: 'replay';
  readonly ok: boolean;
  /** Why not ok; empty otherwise. */
  readonly failures: readonly string[];
  readonly options: { readonly privacy: string; readonly speed: number | 'max'; readonly seed: number };
  readonly data: {
    readonly people: number;
    readonly follows: number;
    readonly loopsLeftOut: number;
    readonly doublesLeftOut: number;
    readonly texts: number;
    readonly from: string;
    readonly to: string;
  };
  readonly sends: number;
  readonly delivered: number;
  readonly deliveredPercent: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly refusedTotal: number;
  /** Through which doors messages came, how requests ended, and whom limits touched. */
  readonly doors: Doors;
  readonly history: {
    readonly problems: Readonly<Record<string, number>>;
    readonly checked: Readonly<Record<string, number>>;
  };
  readonly played: {
    readonly travellers: number;
    readonly losses: number;
    readonly stumbles: number;
    readonly reads: number;
    /** Messages that waited for the pace. */
    readonly paced: number;
    readonly waitsInVain: number;
  };
  /** Trouble on the server's side that clients tried again, by code. */
  readonly faults: Readonly<Record<string, number>>;
  readonly seconds: Readonly<Record<string, number>>;
  readonly sendsPerSecond: number;
  readonly answerMs: { readonly p50: number; readonly p95: number; readonly p99: number };
  readonly serverCpuSecondsPer1000Sends: number;
  readonly notExercised: readonly string[];
};

export function toReport(outcome: Outcome, { graph, trace, texts, privacy, speed, seed }: ReplayOptions): ReplayReport {
  const { verdict, played, tookMs, serverCpuMs } = outcome;
  const { sends, delivered, refused } = verdict;
  const failures = failuresOf(outcome);
  return {
    command: 'replay',
    ok: failures.length === 0,
    failures,
    options: { privacy, speed: Number.isFinite(speed) ? speed : 'max', seed },
    data: {
      people: outcome.peopleCount,
      follows: outcome.followCount,
      loopsLeftOut: graph.loopCount,
      doublesLeftOut: graph.doubleCount,
      texts: texts.length,
      from: new Date(trace[0]?.atMs ?? 0).toISOString(),
      to: new Date(trace.at(-1)?.atMs ?? 0).toISOString(),
    },
    sends,
    delivered,
    deliveredPercent: round((100 * delivered) / sends, 2),
    refused,
    refusedTotal: total(refused),
    doors: verdict.doors,
    history: { problems: countBy(verdict.problems, ({ kind }) => kind), checked: verdict.checked },
    played: {
      travellers: played.travellerCount,
      losses: played.lossCount,
      stumbles: played.stumbleCount,
      reads: outcome.verdict.checked.marks,
      paced: played.pacedCount,
      waitsInVain: played.lateCount,
    },
    faults: outcome.faults,
    seconds: Object.fromEntries(Object.entries(tookMs).map(([stage, ms]) => [stage, round(ms / 1_000, 1)])),
    sendsPerSecond: Math.round((1_000 * sends) / tookMs.trace),
    answerMs: percentiles(played.answerMs),
    serverCpuSecondsPer1000Sends: round(serverCpuMs / sends, 3),
    notExercised: notExercised(refused, { hasTexts: texts.length > 0, isPaced: Number.isFinite(speed) }),
  };
}

/** Two columns, and below them what is wrong and what was not tried. */
export function toTable(report: ReplayReport, problems: Outcome['verdict']['problems']): string {
  const rows: [string, string | number][] = [
    ['privacy', report.options.privacy],
    ['people', report.data.people],
    ['follows', report.data.follows],
    ['trace', `${report.data.from.slice(0, 10)} to ${report.data.to.slice(0, 10)}`],
    ['sends', report.sends],
    ['  delivered', `${report.delivered} (${report.deliveredPercent} %)`],
    ['    to the inbox', report.doors.inbox],
    ['    to requests', report.doors.requests],
    ['    to filtered requests', report.doors.filtered],
    ['  withheld', report.doors.withheld],
    ...prefixed('  refused, ', report.refused),
    ['people asked', report.doors.asked],
    ['  accepted by the button', report.doors.acceptedByButton],
    ['  accepted by an answer', report.doors.acceptedByAnswer],
    ['  waiting at the end', report.doors.waiting],
    ['  gone after 30 days', report.doors.expired],
    ['limits between who had answered', total(report.doors.limitedThoughTalking)],
    ...prefixed('  ', report.doors.limitedThoughTalking),
    ['paced', report.played.paced],
    ...prefixed('checked, ', report.history.checked),
    ...prefixed('WRONG, ', report.history.problems),
    ['networks lost', report.played.losses],
    ['answers lost', report.played.stumbles],
    ['waits in vain', report.played.waitsInVain],
    ...prefixed('server trouble, ', report.faults),
    ...prefixed('seconds, ', report.seconds),
    ['sends a second', report.sendsPerSecond],
    ['answer after ms', `p50 ${report.answerMs.p50}, p95 ${report.answerMs.p95}, p99 ${report.answerMs.p99}`],
    ['server CPU s per 1,000 sends', report.serverCpuSecondsPer1000Sends],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    ...rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`),
    '',
    ...problems.slice(0, 20).map(({ kind, detail }) => `wrong: ${kind}: ${detail}`),
    ...report.notExercised.map((what) => `not exercised: ${what}`),
    report.ok ? 'The numbers add up.' : `The numbers do not add up: ${report.failures.join('; ')}.`,
  ].join('\n');
}

/** Whatever the rules refuse is no failure; that something they let in is not where they say, is. */
function failuresOf({ verdict }: Outcome): string[] {
  const { sends, delivered, refused, doors, problems } = verdict;
  const failures = Object.entries(countBy(problems, ({ kind }) => kind)).map(([kind, count]) => `${kind} (${count})`);
  if (sends !== delivered + total(refused)) failures.push('sends are not delivered and refused together');
  const { inbox, requests, filtered, withheld } = doors;
  if (inbox + requests + filtered + withheld + total(refused) !== sends) failures.push('some went through no door');
  // Where nobody hears anybody, nothing was shown.
  if (delivered === 0) failures.push('nothing was delivered');
  return failures;
}

function notExercised(
  refused: Readonly<Record<string, number>>,
  { hasTexts, isPaced }: { hasTexts: boolean; isPaced: boolean },
): string[] {
  const neverCame = admissionRefusals.filter((code) => refused[code] === undefined);
  return [
    'a server or a database that is killed, restarted or slow; more than one node; the disk, where the database is a throw-away one',
    'several devices of one person; browsers; sockets that die without a word',
    'follows, settings, blocks and ages that change while messages are on their way',
    `refusals that never came: ${neverCame.join(', ')}`,
    'sign-up and sign-in: accounts and sessions are made through the store',
    'declining, undoing, own filter words, contacts, closing a conversation: people answer requests or leave them',
    'groups, media, edits, unsending, hiding, clearing, typing, presence, search, notifications',
    '"delivered" marks; read receipts that are off',
    'what people really did besides writing: who loses the network, comes back or reads is drawn by chance',
    ...(hasTexts ? [] : ['real texts: each message said its number']),
    ...(isPaced ? [] : ['the pauses of the trace: everybody writes as fast as answers come']),
  ];
}

const prefixed = (prefix: string, values: Readonly<Record<string, number>>): [string, number][] =>
  Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]);

const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

function percentiles(values: readonly number[]): ReplayReport['answerMs'] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0, 1);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
