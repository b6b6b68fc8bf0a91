// One seed from beginning to end: a storm in which people do everything and everything breaks, rounds of calm in which they go on and nothing
// is lost, and the checker: after each round on what every device shows by itself, and in the end after all have connected anew.
import { actAtRandom, writeTo } from './cast/acts.ts';
import type { Device } from './cast/device.ts';
import { faultAtRandom } from './cast/faults.ts';
import { check, type Found } from './checker/index.ts';
import { type Concern, linesAbout, toText, useVirtualTimers } from './machine/index.ts';
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
  /** All that happened, a line for each step. */
  story(): string[];
  steps: number;
  /** Of the story, by its own clock. */
  lastedMs: number;
};

const shape = {
  ...{ stormMs: 25_000, stormActs: 60, faults: 10 },
  ...{ rounds: 3, roundMs: 2_000, roundActs: 10 },
  ...{ doorMs: 2_000, slicesMax: 25, comparisonsMax: 3 },
};

export async function simulate(stage: Stage, seed: number): Promise<Outcome> {
  const story = new Story(stage, seed);
  const restore = useVirtualTimers(story.machine);
  try {
    await story.setScene();
    await storm(story);
    calmDown(story);
    const findings = await inCalm(story, stage);
    await atTheDoor(story);
    await compare(story);
    findings.push(...(await check(stage, story.history, viewsOf(story), 'as they stand at the door')));
    await reconnect(story);
    await compare(story);
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

/** Nothing goes wrong by itself any more, and nobody knows what they missed. */
function calmDown({ machine, weather, nodes, devices }: Story): void {
  weather.calmSinceMs = machine.nowMs;
  for (const { agent } of nodes) agent.skewMs = 0;
  for (const { agent } of [...nodes, ...devices]) machine.wake(agent);
  for (const { access } of devices) access.isOffline = false;
}

/**
 * A few rounds in which people go on while devices connect anew: those find what they missed by themselves, and whatever comes meanwhile.
 * After each the checker looks at every device as it stands.
 */
async function inCalm(story: Story, stage: Stage): Promise<Found[]> {
  const { machine, random } = story;
  const found: Found[] = [];
  if (story.nodes.length === 0) await story.addNode();
  for (let round = 1; round <= shape.rounds; round += 1) {
    for (const { access } of story.devices) {
      // At first everybody: what was lost in the storm is lost.
      if (round === 1 || random.chance(0.5)) plan(story, shape.roundMs, 'a socket is cut', () => access.cut('both'));
    }
    for (let left = shape.roundActs; left > 0; left -= 1) plan(story, shape.roundMs, 'somebody acts', actAtRandom);
    await machine.runFor(shape.roundMs);
    await untilQuiet(story, quietMs);
    await compare(story);
    found.push(...(await check(stage, story.history, viewsOf(story), `as they stand after round ${round}`)));
  }
  return found;
}

/**
 * One after another connects anew, and is written to once while the server greets them: what falls between catching up and listening is
 * missed for good, since nothing comes after it that would show the gap.
 */
async function atTheDoor(story: Story): Promise<void> {
  const { machine, people, devices, random } = story;
  const writer = random.pick(people);
  for (const person of people) {
    if (person === writer) continue;
    let isWritten = false;
    story.onConnecting = (userId) => {
      if (userId === person.id && !isWritten) writeTo(story, writer, person);
      isWritten ||= userId === person.id;
    };
    for (const device of devices) if (device.person === person) device.access.cut('both');
    await machine.runFor(shape.doorMs);
  }
  story.onConnecting = () => {};
  await untilQuiet(story, quietMs);
}

async function reconnect(story: Story): Promise<void> {
  const { machine } = story;
  for (const device of story.devices) {
    machine.after(0, device.agent, 'opens everything', () => {
      device.access.cut('both');
      for (const { id } of story.people) if (id !== device.person.id) device.with(id).open();
    });
  }
  await untilQuiet(story, quietMs);
}

/**
 * INB-1f: every device asks whether what it shows is what the log says, as it does by itself within minutes. It is told of what no news may
 * tell (REQ-1c), and whatever else it would heal is drift, which the checker counts.
 */
async function compare(story: Story): Promise<void> {
  const { machine, history, devices } = story;
  let left = devices.filter(({ client }) => client.connection.status === 'live');
  for (let tries = shape.comparisonsMax; tries > 0 && left.length > 0; tries -= 1) {
    const done = new Set<Device>();
    for (const device of left) {
      const check = () => device.client.inbox.check().then((outcome) => outcome === 'later' || done.add(device));
      machine.after(0, device.agent, 'compares what it shows', () => void check());
    }
    await untilQuiet(story, answeredMs);
    left = left.filter((device) => !done.has(device));
  }
  const { step, sinceStartMs: atMs } = machine;
  for (const { name } of left)
    history.oddities.push({ step, atMs, device: name, what: 'cannot compare what it shows' });
}

/** Nothing is lost any more, so answers are there by then. */
const answeredMs = 1_000;

/** A request that hangs is given up after five seconds, and tried again within one more. */
const quietMs = 7_000;

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

const linesShown = 30;

function outcomeOf(story: Story, seed: number, found: readonly (Concern & { what: string })[]): Outcome {
  const { trace, tally, machine } = story;
  const seen = new Set<string>();
  const findings = found.flatMap(({ what, ...concern }) => {
    if (seen.has(what)) return [];
    seen.add(what);
    return [{ what, lastSteps: linesAbout(trace.lines, concern, linesShown) }];
  });
  const { step: steps, sinceStartMs: lastedMs } = machine;
  const told = () => trace.lines.map(toText);
  return { seed, findings, digest: trace.digest(), counts: tally.counts, story: told, steps, lastedMs };
}
