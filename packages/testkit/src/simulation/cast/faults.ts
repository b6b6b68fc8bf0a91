// What befalls nodes and devices, besides what gets lost on the way.

import type { Story } from '../story.ts';
import { doAct } from './acts.ts';

type Fault = { weight: number; run(story: Story): unknown };

const hourMs = 3_600_000;

export const faults: Readonly<Record<string, Fault>> = {
  'node killed': {
    weight: 4,
    run: (story) => {
      const node = somebody(story, story.nodes);
      if (!node) return;
      story.killNode(node);
      story.machine.after(200 + story.random.below(4_000), undefined, 'a node starts', () => story.addNode());
    },
  },
  'node paused': {
    weight: 2,
    run: (story) => {
      const node = somebody(story, story.nodes);
      // Always both long ones, which outlast every patience, and short ones.
      if (!node) return;
      const ms = story.random.pick([500, 3_000, 30_000]);
      const fromMs = story.machine.sinceStartMs;
      node.agent.asleepUntilMs = Math.max(node.agent.asleepUntilMs, story.machine.nowMs + ms);
      story.history.sleeps.push({ fromMs, untilMs: fromMs + ms });
    },
  },
  'node clock jumps': {
    weight: 3,
    run: (story) => {
      const node = somebody(story, story.nodes);
      if (node) node.agent.skewMs += story.random.pick([-hourMs, hourMs, -2_000, 2_000]);
    },
  },
  'socket cut': {
    weight: 8,
    run: (story) => somebody(story, story.devices)?.access.cut(story.random.pick(['both', 'device', 'node', 'nobody'])),
  },
  'device offline': {
    weight: 4,
    run: (story) => {
      const device = somebody(story, story.devices);
      if (!device) return;
      device.access.isOffline = true;
      device.access.cut(story.random.pick(['both', 'device', 'node']));
      const { access } = device;
      story.machine.after(1_000 + story.random.below(15_000), undefined, `${device.name} is online again`, () => {
        access.isOffline = false;
        if (story.random.chance(0.5)) access.wake();
      });
    },
  },
  'device asleep': {
    weight: 2,
    run: (story) => {
      const device = somebody(story, story.devices);
      if (!device) return;
      const untilMs = story.machine.nowMs + story.random.pick([2_000, 30_000]);
      device.agent.asleepUntilMs = Math.max(device.agent.asleepUntilMs, untilMs);
    },
  },
  'device dies while it sends': {
    weight: 3,
    run: (story) => {
      const device = somebody(
        story,
        story.devices.filter(({ isSignedOut }) => !isSignedOut),
      );
      if (!device) return;
      const other = story.random.pick(story.people.filter(({ id }) => id !== device.person.id));
      doAct('send', { story, device, other });
      story.machine.after(story.random.below(150), undefined, `${device.name} dies`, () => device.restart());
    },
  },
  'device started anew': {
    weight: 3,
    run: (story) =>
      somebody(
        story,
        story.devices.filter(({ isSignedOut }) => !isSignedOut),
      )?.restart(),
  },
};

const wheel = Object.entries(faults).flatMap(([name, { weight }]) => Array.from({ length: weight }, () => name));

export function faultAtRandom(story: Story): unknown {
  const name = story.random.pick(wheel);
  story.tally.count(`fault: ${name}`);
  return faults[name]?.run(story);
}

const somebody = <T>(story: Story, list: readonly T[]): T | undefined =>
  list.length === 0 ? undefined : story.random.pick(list);
