import { directConversationId, methods } from '@parley/contract';
import { newText } from '@parley/testkit';
import { callOn, callWithHostileInput, checkHostileInput } from '@parley/testkit/gates';
import { onCluster, troublesOf } from './cluster.ts';
import { type Figure, type Gate, none } from './gate.ts';
import { peopleOf } from './people.ts';

/** S16's own table wants so many: what is asked in two minutes of two processors is told beside it. */
const wanted = 10_000_000;
/** Of the time, for the check of input alone. */
const checkShare = 0.25;

export const inputGate: Gate = {
  about: 'no method can be hurt by what it is asked with',
  size: 120,
  quick: 30,
  unit: 'seconds of hostile input',
  run: (size) =>
    onCluster({ nodes: 2 }, async ({ nodes, ports, store }) => {
      const people = peopleOf(store);
      const [ana, bo] = [await people.person({ messagesFrom: 'everyone' }), await people.person()];
      await callOn(ports[0] ?? 0, bo, 'messages.send', { recipientId: ana.id, ...newText('hello') });
      const ids = {
        UserId: [ana.id, bo.id, '1', '4611686018427387903'],
        ConversationId: [directConversationId(ana.id, bo.id)],
      };
      const seed = Date.now() % 2 ** 31;
      const problems: string[] = [];
      const checked = await checkHostileInput({ ids, seed, forMs: size * 1_000 * checkShare }, problems);
      const forMs = size * 1_000 * (1 - checkShare);
      const newcomer = async () => (await people.person()).token;
      const told = await callWithHostileInput({ ports, ids, newcomer, forMs, seed });
      problems.push(...told.problems, ...troublesOf(nodes));
      const called = told.overHttp + told.overSockets;
      const figures: Figure[] = [
        none('faults, wrong answers and deaths', problems.length, checked + called),
        { name: 'inputs over HTTP', value: told.overHttp, unit: '' },
        { name: 'inputs over sockets', value: told.overSockets, unit: '', n: told.unreadable },
        { name: 'inputs of the check alone', value: checked, unit: '' },
        { name: 'methods asked', value: told.byMethod.size, unit: '', n: methods.length },
        { name: 'seed', value: seed, unit: '' },
      ];
      const notExercised = [`${wanted - checked - called} of ${wanted} inputs, for which two minutes are too short`];
      if (told.byMethod.size < methods.length) problems.push('not every method was asked');
      return { figures, problems: problems.slice(0, 20), notExercised };
    }),
};
