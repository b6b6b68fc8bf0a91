// The judge of a run. It knows nothing of server or SDK: from the acknowledged sends it writes the history that must be, and holds against
// it what everybody received, was shown and can read.
import { checkBadges, checkRows } from './check-inboxes.ts';
import { countDoors, type Doors } from './count-doors.ts';
import { type Predicted, type Prediction, predict } from './expected-answers.ts';
import type { Answer, Attempt, Facts, LogRead, Receipt, Shown } from './facts.ts';
import { type Entry, find, isOneOf, isSame, type Ledger, membersOf } from './ledger.ts';
import type { Problem, Report } from './problems.ts';

export type Verdict = {
  readonly sends: number;
  /** Acknowledged, and received by the recipient. */
  readonly delivered: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly doors: Doors;
  readonly problems: readonly Problem[];
  /** How much was held against the history. */
  readonly checked: Readonly<
    Record<
      'conversations' | 'receipts' | 'shown' | 'logs' | 'rows' | 'badges' | 'marks' | 'accepts' | 'followCounts',
      number
    >
  >;
};

export function check(facts: Facts): Verdict {
  const problems: Problem[] = [];
  const report: Report = (kind, detail) => problems.push({ kind, detail });
  const predicted = predict(facts);
  const { entries, refused } = checkAnswers(facts, predicted, report);
  checkAccepts(facts, predicted, report);
  const ledger = ledgerOf(entries, report);
  const delivered = checkReceipts(facts.receipts, ledger, report);
  for (const shown of facts.shown) checkShown(shown, ledger, report);
  checkLogs(facts.logs, ledger, report);
  checkRows(facts, { ledger, predicted }, report);
  checkBadges(facts, { ledger, predicted }, report);
  checkFollowCounts(facts, report);
  const refusedCount = Object.values(refused).reduce((sum, count) => sum + count, 0);
  if (delivered + refusedCount !== facts.attempts.length) {
    report('sums differ', `${facts.attempts.length} sends, ${delivered} delivered, ${refusedCount} refused`);
  }
  const { shown, logs, rows, badges, receipts } = facts;
  const checked = {
    conversations: ledger.size,
    receipts: receipts.length,
    shown: shown.length,
    logs: logs.length,
    rows: rows.length,
    badges: badges.length,
    marks: facts.marks.length,
    accepts: facts.accepts.length,
    followCounts: facts.followCounts.length,
  };
  const doors = countDoors(facts, { entries, predicted });
  return { sends: facts.attempts.length, delivered, refused, doors, problems, checked };
}

function checkAnswers(facts: Facts, { sends }: Predicted, report: Report) {
  const attempts = new Map(facts.attempts.map((attempt) => [attempt.id, attempt]));
  const first = new Map<string, Answer>();
  for (const answer of facts.answers) {
    const before = first.get(answer.id);
    if (before === undefined) first.set(answer.id, answer);
    // MSG-2: the same send again gets the first answer.
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(answer))
      report('answered differently', answer.id);
    if (!attempts.has(answer.id)) report('answer to nothing', answer.id);
  }
  const entries: Entry[] = [];
  const refused: Record<string, number> = {};
  for (const attempt of facts.attempts) {
    const answer = first.get(attempt.id);
    const prediction = sends.get(attempt.id);
    if (answer === undefined) report('unanswered', attempt.id);
    else if (answer.kind === 'acked') entries.push({ ...attempt, ...answer, place: prediction?.place });
    else refused[answer.code] = (refused[answer.code] ?? 0) + 1;
    checkVerdict(attempt, { answer, prediction }, report);
  }
  return { entries, refused };
}

/** What two who have answered each other are no strangers for any more. */
const strangersLimits: readonly string[] = ['restricted', 'new_people_limit', 'lookup_limit', 'request_limit'];

type Verdicts = { answer: Answer | undefined; prediction: Prediction | undefined };

function checkVerdict({ id }: Attempt, { answer, prediction }: Verdicts, report: Report): void {
  if (answer === undefined || prediction === undefined) return;
  const { answers, hadAnswered } = prediction;
  const actual = answer.kind === 'acked' ? 'acked' : answer.code;
  if (hadAnswered && strangersLimits.includes(actual)) report('limit between people who talk', `${id}: ${actual}`);
  if (answers.includes(actual)) return;
  const detail = `${id}: ${actual}, by the rules ${answers.join(' or ')}`;
  if (actual === 'acked') report('wrongly delivered', detail);
  else report(answers.includes('acked') ? 'wrongly refused' : 'wrong refusal', detail);
}

function checkAccepts({ accepts }: Facts, predicted: Predicted, report: Report): void {
  for (const [index, { by, otherId, answer }] of accepts.entries()) {
    const expected = predicted.accepts[index];
    if (answer !== expected)
      report('wrong answer to accepting', `${by} ${otherId}: ${answer}, by the rules ${expected}`);
  }
}

/** MSG-1: one order in each conversation, 1, 2, 3 ... without gaps, in which time does not go back. */
function ledgerOf(entries: readonly Entry[], report: Report): Ledger {
  const ledger = Map.groupBy(entries, (entry) => entry.conversationId);
  for (const [conversationId, log] of ledger) {
    log.sort((a, b) => a.seq - b.seq);
    const pair = pairOf(log[0]);
    for (const [index, entry] of log.entries()) {
      const before = log[index - 1];
      const name = `${conversationId} ${entry.seq}`;
      if (pairOf(entry) !== pair) report('strangers in one conversation', name);
      if (before?.seq === entry.seq) report('two with one seq', name);
      else if (entry.seq !== (before?.seq ?? 0) + 1) report('gap in the order', name);
      if (before !== undefined && entry.sentAt < before.sentAt) report('time went back', name);
    }
  }
  return ledger;
}

function pairOf(entry: Entry | undefined): string {
  const [a = '', b = ''] = [entry?.senderId, entry?.recipientId];
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** Answers how many messages reached their recipient. */
function checkReceipts(receipts: readonly Receipt[], ledger: Ledger, report: Report): number {
  const came = new Set<string>();
  const news = new Set<string>();
  const newest = new Map<string, number>();
  for (const receipt of receipts) {
    const { by, conversationId, seq, via } = receipt;
    const name = `${by} ${conversationId} ${seq}`;
    const entry = find(ledger, conversationId, seq);
    if (!isOneOf(entry, by)) report('came to the wrong person', name);
    else if (!isSame(entry, receipt)) report('came altered', name);
    came.add(name);
    if (via === 'page') continue;
    const door = entry?.senderId === by ? 'inbox' : entry?.place;
    if (door !== undefined && isOneOf(entry, by) && receipt.folder !== door) {
      report('came by the wrong door', `${name}: ${receipt.folder}, by the rules ${door}`);
    }
    const place = `${by} ${conversationId}`;
    if (news.has(name)) report('came twice', name);
    else if (seq < (newest.get(place) ?? 0)) report('came out of order', name);
    news.add(name);
    newest.set(place, Math.max(seq, newest.get(place) ?? 0));
  }
  let delivered = 0;
  for (const { id, senderId, recipientId, conversationId, seq } of [...ledger.values()].flat()) {
    if (came.has(`${recipientId} ${conversationId} ${seq}`)) delivered += 1;
    else report('lost', id);
    if (!came.has(`${senderId} ${conversationId} ${seq}`)) report('not echoed to its sender', id);
  }
  return delivered;
}

/** What an app shows is one unbroken part of the log. */
function checkShown({ by, conversationId, messages }: Shown, ledger: Ledger, report: Report): void {
  const start = messages[0]?.seq ?? 1;
  const isRight = messages.every((message, index) => {
    const entry = find(ledger, conversationId, message.seq);
    return message.seq === start + index && isOneOf(entry, by) && isSame(entry, message);
  });
  if (!isRight) report('shown wrongly', `${by} ${conversationId}: ${messages.map(({ seq }) => seq).join(' ')}`);
}

/** Both members read the same, which is what was acknowledged. */
function checkLogs(logs: readonly LogRead[], ledger: Ledger, report: Report): void {
  const read = new Map(logs.map((log) => [`${log.by} ${log.conversationId}`, log]));
  for (const [name, { by, conversationId }] of read) {
    if (!isOneOf(ledger.get(conversationId)?.[0], by)) report('conversation of nobody', name);
  }
  for (const [conversationId, entries] of ledger) {
    for (const by of membersOf(entries)) {
      const log = read.get(`${by} ${conversationId}`)?.messages ?? [];
      const isEqual = (entry: Entry, index: number): boolean => {
        const message = log[index];
        return message !== undefined && isSame(entry, message) && message.sentAt === entry.sentAt;
      };
      if (log.length !== entries.length || !entries.every(isEqual)) report('log differs', `${by} ${conversationId}`);
    }
  }
}

function checkFollowCounts({ follows, followCounts }: Pick<Facts, 'follows' | 'followCounts'>, report: Report): void {
  const followers = new Map<string, number>();
  const following = new Map<string, number>();
  for (const follow of follows) {
    const [from = '', to = ''] = follow.split(' ');
    following.set(from, (following.get(from) ?? 0) + 1);
    followers.set(to, (followers.get(to) ?? 0) + 1);
  }
  for (const { by, followerCount, followingCount } of followCounts) {
    const isRight = followerCount === (followers.get(by) ?? 0) && followingCount === (following.get(by) ?? 0);
    if (!isRight) report('wrong follow count', by);
  }
}
