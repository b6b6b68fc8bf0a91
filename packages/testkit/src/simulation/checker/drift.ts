// INB-1g: whatever a device asked about what it shows, whenever it asked, the log said the same. What drifts heals, so a look at the end is too late.
import type { History } from '../history.ts';
import type { Found } from './check.ts';

export const checkDrift = ({ calls }: History): Found[] =>
  calls.flatMap(({ device, method, answered }) =>
    method === 'inbox.digest' && answered && 'output' in answered && answered.output['outcome'] === 'differs'
      ? [{ what: `${device} drifted: ${idsOf(answered.output)}`, about: [device], untilStep: answered.step }]
      : [],
  );

const idsOf = ({ conversationIds }: Record<string, unknown>): string => {
  const ids = Array.isArray(conversationIds) ? conversationIds.map(String) : [];
  return ids.length > 0 ? ids.join(', ') : 'its badge';
};
