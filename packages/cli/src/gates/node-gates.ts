// What must hold on every node at once, with a NATS between them and without.
import { type Endings, endEverywhere, takeAway } from '@parley/testkit/gates';
import { type Figure, type Gate, none } from './gate.ts';
import { onStage } from './stage.ts';

/** S03, S18: for the other nodes. */
const everywhereMaxMs = 1_000;

export const nodeGates: Record<string, Gate> = {
  S03: {
    about: 'what is taken from somebody on one node is gone for their open socket on another',
    size: 100,
    quick: 8,
    unit: 'rounds of blocking, unsending, deleting, leaving, restricting and signing out',
    needs: 'nats-server',
    run: (size) =>
      onStage({ nodes: 1 }, async (world, { ports }) => {
        const { tries, asked, slowestMs, problems } = await takeAway({ world, ports, rounds: size });
        const figures: Figure[] = [
          none('still there', problems.length, asked),
          { name: 'slowest to be told or closed', value: slowestMs, unit: 'ms', max: everywhereMaxMs, n: tries },
        ];
        const notExercised = ['bytes of a download that had begun before', 'groups, which there are not yet'];
        return { figures, problems: problems.slice(0, 20), notExercised };
      }),
  },
  S18: {
    about: 'whatever ends a session ends its sockets and tokens on every node within a second',
    size: 100,
    quick: 6,
    unit: 'rounds of six ways to end one, and as many with the bus gone',
    needs: 'nats-server',
    run: (size) =>
      onStage({ nodes: 1 }, async (world, { ports, nats }) => {
        const whole = await endEverywhere({ world, ports, rounds: size });
        nats?.pause();
        const stuck = await endEverywhere({ world, ports, rounds: Math.ceil(size / 2) });
        nats?.resume();
        await nats?.kill();
        const cut = await endEverywhere({ world, ports, rounds: Math.ceil(size / 2) });
        const figures = [
          ...endingFigures('', whole),
          ...endingFigures(', bus standing still', stuck),
          ...endingFigures(', bus gone', cut),
        ];
        const problems = [whole, stuck, cut].flatMap((one) => one.problems);
        return { figures, problems: problems.slice(0, 20), notExercised: ['bans by staff, which there are not yet'] };
      }),
  },
};

const endingFigures = (when: string, { slowestMs, sockets, endings }: Endings): Figure[] => [
  { name: `slowest socket to close${when}`, value: slowestMs, unit: 'ms', max: everywhereMaxMs, n: sockets },
  { name: `endings${when}`, value: endings, unit: '' },
];
