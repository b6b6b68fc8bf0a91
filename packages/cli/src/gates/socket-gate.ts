import { attackSockets, type Delivery, keepTalking } from '@parley/testkit/gates';
import { onCluster, residentBytes, troublesOf } from './cluster.ts';
import { type Figure, type Gate, none } from './gate.ts';
import { peopleOf } from './people.ts';

/** S17: of a hostile socket, besides what its owner sent. */
const kilobytesMax = 64;
/** What is on its way through the node at once, and has to be collected. */
const floodMegabytesMax = 128;
/** What others wait meanwhile: more than they like, less than they would call broken. */
const delayMaxMs = 1_000;

export const socketGate: Gate = {
  about: 'hostile sockets are closed by their code, cost little, and others do not notice',
  size: 2_000,
  quick: 600,
  unit: 'of them held open at once, and as many rounds of offences as hundreds',
  run: (size) =>
    onCluster({ nodes: 2 }, async ({ nodes, ports, store }) => {
      const people = peopleOf(store);
      const [ana, bo] = [await people.person(), await people.person()];
      await people.befriend(ana, bo);
      const stop = await keepTalking(ports, [ana, bo]);
      const [first] = nodes;
      const resident = (): number => residentBytes(first?.pid ?? 0) ?? 0;
      const { asked, hoards, flooders, floodMegabytes, problems } = await attackSockets({
        ports,
        newcomer: async () => (await people.person()).token,
        residentBytes: resident,
        rounds: Math.ceil(size / 400),
        held: size,
      });
      const delivery = await stop();
      problems.push(...troublesOf(nodes));
      const figures: Figure[] = [
        none('closed otherwise, deaths, faults', problems.length, asked),
        ...hoards.map(({ name, kilobytesEach, ownKilobytes }): Figure => {
          return {
            name: `a socket with ${name}`,
            value: kilobytesEach,
            unit: 'KB',
            max: kilobytesMax + 2 * ownKilobytes,
          };
        }),
        {
          name: `the node while ${flooders} flood it with 300,000 frames each`,
          value: floodMegabytes,
          unit: 'MB',
          max: floodMegabytesMax,
        },
        ...deliveryFigures(delivery),
      ];
      const notExercised = [
        'one that does not read: R23',
        ...(process.platform === 'linux' ? [] : ['memory, which only Linux tells']),
      ];
      return { figures, problems: problems.slice(0, 20), notExercised };
    }),
};

const deliveryFigures = ({ sent, arrived, p99Ms, slowestMs }: Delivery): Figure[] => [
  none('messages of others that did not arrive', sent - arrived, sent),
  { name: 'their p99 meanwhile', value: p99Ms, unit: 'ms', max: delayMaxMs, n: sent },
  { name: 'their slowest meanwhile', value: slowestMs, unit: 'ms' },
];
