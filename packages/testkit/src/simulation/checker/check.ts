// The judgement, made from what was seen from outside and from the checker's own SQL. It shares no code with the server or the SDK:
// it knows the rules, and nothing of how they are kept.
import type { History } from '../history.ts';
import type { Stage } from '../stage.ts';
import type { View } from '../views.ts';
import { checkAnnounced } from './announced.ts';
import { checkBlocks } from './blocks.ts';
import { checkDrift } from './drift.ts';
import { checkReceipts } from './receipts.ts';
import { checkLog, checkSends } from './sends.ts';
import { checkShown } from './shown.ts';
import { readStored } from './stored.ts';

/** `about`: words by which the steps that concern it are found; the last of them is `untilStep`, where that is known. */
export type Found = { what: string; about: string[]; untilStep?: number };

export async function check(stage: Stage, history: History, view: View, when: string): Promise<Found[]> {
  const stored = await readStored(stage);
  const found = [
    ...history.oddities.map(({ device, what, step }) => ({
      what: `${device} ${what}`,
      about: [device],
      untilStep: step,
    })),
    ...checkBugs(history),
    ...checkAnnounced(history),
    ...checkLog(stored),
    ...checkSends(history, stored, view),
    ...checkBlocks(history, stored),
    ...checkReceipts(history, stored, view),
    ...checkDrift(history),
    ...checkShown(stored, view).map((one) => ({
      ...one,
      what: `${one.what} (${when})`,
      untilStep: view.step,
    })),
  ];
  return found;
}

/** What the server itself calls a mistake of its own. */
const checkBugs = ({ calls }: History): Found[] =>
  calls.flatMap(({ device, method, answered }) =>
    answered && 'refusalCode' in answered && answered.refusalCode === 'server_error'
      ? [{ what: `${device} was answered server_error by ${method}`, about: [method], untilStep: answered.step }]
      : [],
  );
