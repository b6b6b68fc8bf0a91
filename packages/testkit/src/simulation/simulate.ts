// One seed from beginning to end: a storm in which people do everything and everything breaks, a calm in which they go on and nothing
// breaks, silence, and then the checker, once on what every device shows by itself and once after all have connected anew.

import { actAtRandom } from './cast/acts.ts';
import { faultAtRandom } from './cast/faults.ts';
import { check } from './checker/index.ts';
import { linesAbout, useVirtualTimers } from './machine/index.ts';
import type { Stage } from './stage.ts';
import { Story } from './story.ts';
import { viewsOf } from './views.ts';

export type Finding = { what: string; lastSteps: string[] };

export type Outcome = {
  seed: number;
  findings: Finding[];
  /** Of all that happened, in order: equal digests are equal stories. */
  digest: string;
  counts: ReadonlyMap<string, number>;
  steps: number;
  /** Of the story, by its own clock. */
  lastedMs: number;
};

const shape = { stormMs: 25_000, stormActs: 70, faults: 8, calmMs: 6_000, calmActs: 16, slicesMax: 12 };

export async function simulate(stage: Stage, seed: number): Promise<Outcome> {
  const story = new Story(stage, seed);
  const restore = useVirtualTimers(story.machine);
  try {
    await story.setScene();
    await storm(story);
    await calm(story);
    const findings = await check(stage, story.history, viewsOf(story), 'as they stand');
    await reconnect(story);
    findings.push(...(await check(stage, story.history, viewsOf(story), 'after all have connected anew')));
    return outcomeOf(story, seed, findings);
  } finally {
    restore();
  }
}

async function storm(story: Story): Promise<void> {
  const { machine, random } = story;
  for (let left = shape.stormActs; left > 0; left -= 1) plan(story, shape.stormMs, 'somebody acts', actAtRandom);
  for (let left = random.below(shape.faults) + 1; left > 0; left -= 1)
    plan(story, shape.stormMs, 'a fault', faultAtRandom);
  await machine.runFor(shape.stormMs);
}

/** Nothing is lost any more; each device connects anew while others act, so that it has to find what it missed by itself. */
async function calm(story: Story): Promise<void> {
  const { machine, random, weather } = story;
  weather.isCalm = true;
  for (const { agent } of story.nodes) agent.skewMs = 0;
  for (const agent of [...story.nodes, ...story.devices].map((one) => one.agent)) agent.asleepUntilMs = 0;
  if (story.nodes.length === 0) await story.addNode();
  for (const { access } of story.devices) {
    access.isOffline = false;
    machine.after(random.below(2_000), undefined, 'a last cut', () => access.cut('both'));
  }
  for (let left = shape.calmActs; left > 0; left -= 1) plan(story, shape.calmMs, 'somebody acts', actAtRandom);
  await machine.runFor(shape.calmMs);
  // A client that paces itself may wait for ten seconds.
  await untilQuiet(story, 11_000);
}

async function reconnect(story: Story): Promise<void> {
  const { machine } = story;
  for (const device of story.devices) {
    machine.after(0, device.agent, 'opens everything', () => {
      device.access.cut('both');
      for (const { id } of story.people) if (id !== device.person.id) device.with(id).open();
    });
  }
  await untilQuiet(story, 3_000);
}

/** Until nobody says or hears anything any more, and nobody has anything left to say. */
async function untilQuiet(story: Story, sliceMs: number): Promise<void> {
  const { machine, history, devices } = story;
  const said = () => history.calls.length + history.published.length;
  for (let left = shape.slicesMax; left > 0; left -= 1) {
    const before = said();
    await machine.runFor(sliceMs);
    if (said() === before && devices.every((device) => device.isAtRest)) return;
  }
}

const plan = (story: Story, withinMs: number, what: string, run: (story: Story) => unknown): void =>
  void story.machine.after(story.random.below(withinMs), undefined, what, () => run(story));

function outcomeOf(story: Story, seed: number, found: readonly { what: string; about: readonly string[] }[]): Outcome {
  const { trace, tally, machine } = story;
  const seen = new Set<string>();
  const findings = found.flatMap(({ what, about }) => {
    if (seen.has(what)) return [];
    seen.add(what);
    return [{ what, lastSteps: linesAbout(trace.lines, about, 25) }];
  });
  const { step: steps, sinceStartMs: lastedMs } = machine;
  return { seed, findings, digest: trace.digest(), counts: tally.counts, steps, lastedMs };
}
