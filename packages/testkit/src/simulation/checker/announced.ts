// MSG-3, R02: nothing is announced before its commit. What leaves a node says how far somebody's inbox is; by then the database said so.
import type { History } from '../history.ts';
import type { Found } from './check.ts';

export function checkAnnounced({ facts, published }: History): Found[] {
  const committed = new Map(
    facts.filter(({ what }) => what === 'rev').map(({ userId, n, step }) => [`${userId} ${n}`, step]),
  );
  return published.flatMap(({ userId, frame, step, node }) => {
    if (frame.type !== 'update') return [];
    const rev = Number(frame.rev);
    const committedStep = committed.get(`${userId} ${rev}`);
    if (committedStep !== undefined && committedStep < step) return [];
    const when = committedStep === undefined ? 'never' : `at step ${committedStep}`;
    const what = `${node} announced revision ${rev} of ${userId} at step ${step}, which was committed ${when}`;
    return [{ what, about: [`to ${userId} from`, `rev ${userId}`], untilStep: step }];
  });
}
