// Plays the trace. Messages leave in its order, each when its sender has received everything that was sent to them before: whoever answers
// has read what they answer. Many are on their way at once. Some people's network comes and goes; some open what came and read it.
import type { Random } from '@parley/testkit/load';
import type { Answer, Facts } from './facts.ts';
import type { Person } from './person.ts';
import type { TraceLine } from './read-data.ts';
import { seededShare } from './seeded.ts';
import { Signal } from './signal.ts';

/** What is played besides the trace itself. Shares are of people, probabilities of each message. */
export const habits = {
  /** People whose network comes and goes. */
  travellerShare: 0.1,
  /** A traveller's network goes before a message to them. */
  lossProbability: 0.3,
  /** It comes back after a message that they missed; it comes back in any case before they write. */
  returnProbability: 0.2,
  /** It stumbles right after a message of theirs has left, so that the answer is lost. */
  stumbleProbability: 0.2,
  /** A message is opened and marked as read when it comes. */
  readProbability: 0.4,
  /** People who accept a request by the button before they answer it; the others just answer. */
  buttonShare: 0.5,
} as const;

const onTheirWayMax = 64;
const patienceMs = 30_000;

export type PlayOptions = {
  readonly trace: readonly TraceLine[];
  readonly texts: readonly string[];
  readonly people: ReadonlyMap<string, Person>;
  readonly facts: Facts;
  readonly random: Random;
  readonly seed: number;
  /** How many times faster than the trace itself; Infinity: as fast as answers come. */
  readonly speed: number;
  advanceClock(ms: number): void;
  /** The time of the trace. */
  now(): number;
};

export type Played = {
  readonly lossCount: number;
  readonly stumbleCount: number;
  readonly travellerCount: number;
  /** Messages that the trace sends faster than people may, and that waited. */
  readonly pacedCount: number;
  /** How often somebody waited in vain, for so long that the trace went on without. */
  readonly lateCount: number;
  /** Milliseconds of real time from sending to the answer. */
  readonly answerMs: readonly number[];
};

type Sent = { readonly sender: Person; readonly recipient: Person; readonly atMs: number };

export class Play {
  readonly #options: PlayOptions;
  readonly #travellers: ReadonlySet<Person>;
  readonly #sent = new Map<string, Sent>();
  readonly #answered = new Signal();
  readonly #unanswered = new Set<string>();
  readonly #answerMs: number[] = [];
  readonly #counts = { loss: 0, stumble: 0, late: 0, paced: 0 };
  /** `sender recipient` of what was acknowledged. */
  readonly #wrote = new Set<string>();
  /** How far the trace has been played. */
  launchedCount = 0;

  constructor(options: PlayOptions) {
    this.#options = options;
    const isTraveller = ({ name }: Person): boolean =>
      seededShare(options.seed, `travels ${name}`) < habits.travellerShare;
    this.#travellers = new Set([...options.people.values()].filter(isTraveller));
  }

  /** A send was answered for good. */
  answered(answer: Answer): void {
    const { facts, now } = this.#options;
    facts.answers.push(answer);
    const sent = this.#sent.get(answer.id);
    if (sent === undefined) return;
    if (!facts.heard.has(answer.id)) facts.heard.set(answer.id, { atMs: now(), after: facts.attempts.length });
    if (answer.kind === 'acked') this.#wrote.add(`${sent.sender.name} ${sent.recipient.name}`);
    if (this.#unanswered.delete(answer.id)) this.#answerMs.push(performance.now() - sent.atMs);
    for (const person of new Set([sent.sender, sent.recipient])) person.arrivals.answered(answer);
    this.#answered.fire();
  }

  /** Somebody has to wait: what comes later in the trace comes later. */
  paced(untilMs: number): void {
    this.#counts.paced += 1;
    this.#options.advanceClock(untilMs);
  }

  async run(): Promise<Played> {
    const startedAtMs = performance.now();
    const firstAtMs = this.#options.trace[0]?.atMs ?? 0;
    for (const [index, line] of this.#options.trace.entries()) {
      await sleepUntil(startedAtMs + (line.atMs - firstAtMs) / this.#options.speed);
      await this.#launch(index, line);
      this.launchedCount += 1;
    }
    await this.#finish();
    const { loss, stumble, late, paced } = this.#counts;
    return {
      lossCount: loss,
      stumbleCount: stumble,
      lateCount: late,
      pacedCount: paced,
      travellerCount: this.#travellers.size,
      answerMs: this.#answerMs,
    };
  }

  async #launch(index: number, line: TraceLine): Promise<void> {
    const { texts, facts, random, advanceClock, now } = this.#options;
    const [sender, recipient] = [this.#person(line.sender), this.#person(line.recipient)];
    const id = `r${index + 1}`;
    const text = texts[index % texts.length] ?? `message ${index + 1}`;
    if (!sender.network.isUp) sender.network.restore();
    // One after another, also to different people: whom a limit touches depends on who came first.
    await this.#inTime(sender.arrivals.settled('all', patienceMs));
    await this.#inTime(this.#answered.until(() => this.#unanswered.size < onTheirWayMax, patienceMs));
    // Drawn for every message, used or not: what happens to one does not depend on what happened to others.
    const chance = { loss: random(), back: random(), stumble: random(), read: random() };
    advanceClock(line.atMs);
    await this.#acceptFirst(sender, recipient);
    this.#troubleNetworks(sender, recipient, chance);
    facts.attempts.push({ id, senderId: sender.id, recipientId: recipient.id, text, atMs: now() });
    this.#unanswered.add(id);
    this.#sent.set(id, { sender, recipient, atMs: performance.now() });
    sender.arrivals.launched(id, 'own');
    if (recipient !== sender) recipient.arrivals.launched(id, 'incoming');
    if (chance.read < habits.readProbability && recipient !== sender) recipient.willRead(id, sender.id);
    sender.send(id, recipient.id, text);
  }

  /** Every second one who answers a request accepts it first. */
  async #acceptFirst(sender: Person, recipient: Person): Promise<void> {
    const isFirstAnswer =
      this.#wrote.has(`${recipient.name} ${sender.name}`) && !this.#wrote.has(`${sender.name} ${recipient.name}`);
    const takesButton = seededShare(this.#options.seed, `accepts ${sender.name}`) < habits.buttonShare;
    if (isFirstAnswer && takesButton) await sender.acceptIfAsked(recipient.id, patienceMs);
  }

  #troubleNetworks(sender: Person, recipient: Person, chance: { loss: number; back: number; stumble: number }): void {
    if (this.#travellers.has(recipient) && recipient !== sender) {
      // Whoever is writing keeps the network: others wait for what they write.
      const mayLose = recipient.network.isUp && !recipient.arrivals.isSending;
      if (mayLose && chance.loss < habits.lossProbability) {
        this.#counts.loss += 1;
        recipient.loseNetwork();
      } else if (!recipient.network.isUp && chance.back < habits.returnProbability) {
        recipient.network.restore();
      }
    }
    if (this.#travellers.has(sender) && chance.stumble < habits.stumbleProbability) {
      this.#counts.stumble += 1;
      sender.stumbleAtNextSend();
    }
  }

  /** Everybody comes back and gets what is theirs. */
  async #finish(): Promise<void> {
    const people = [...this.#options.people.values()];
    for (const { network } of people) if (!network.isUp) network.restore();
    await this.#inTime(this.#answered.until(() => this.#unanswered.size === 0, patienceMs));
    await Promise.all(people.map((person) => this.#inTime(person.arrivals.settled('all', patienceMs))));
    await Promise.all(people.map((person) => this.#inTime(person.marksSaid(patienceMs))));
    for (const person of people) person.lookAway();
  }

  /** What never comes is for the judge to say; here it only must not stop the others. */
  async #inTime(waiting: Promise<boolean>): Promise<void> {
    if (!(await waiting)) this.#counts.late += 1;
  }

  #person(name: string): Person {
    const person = this.#options.people.get(name);
    if (person === undefined) throw new Error(`nobody is called ${name}`);
    return person;
  }
}

async function sleepUntil(wallMs: number): Promise<void> {
  const delayMs = wallMs - performance.now();
  if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
}
