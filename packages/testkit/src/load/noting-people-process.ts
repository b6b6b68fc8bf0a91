// People with the SDK whose outboxes are files, and who note what they do and see: what a checker judges afterwards. To be killed at any moment.
import { join } from 'node:path';
import { friendOf, personId } from './crowd.ts';
import { type Note, openNotes } from './notes.ts';
import { type DeviceSeen, NotingDevice } from './noting-device.ts';
import { answerQuestions } from './processes.ts';
import { quarrel } from './quarrel.ts';
import { seededRandom } from './seeded-random.ts';

export type Begin = {
  begin: {
    url: string;
    /** For outboxes and notes. */
    folder: string;
    /** Names the notes. */
    name: string;
    /** How often this process was started before: ids of messages are never used twice. */
    starts: number;
    seed: number;
    people: number;
    friendsEach: number;
    devices: readonly { name: string; person: number; token: string }[];
    /** Who blocks and unblocks the friend next to them, now and then. */
    quarrelsome: readonly number[];
    messagesPerSecond: number;
  };
};
/** Nothing new is written from now on. */
export type Finish = { finish: true };
export type Look = { look: true };
export type Seen = readonly DeviceSeen[];

const devices: NotingDevice[] = [];
let isWriting = true;

answerQuestions(async (question: Begin | Finish | Look): Promise<Seen | undefined> => {
  if ('begin' in question) begin(question.begin);
  else if ('finish' in question) isWriting = false;
  else return Promise.all(devices.map((device) => device.look()));
  return undefined;
});

function begin(given: Begin['begin']): void {
  const { url, folder, name, starts, people, friendsEach, messagesPerSecond } = given;
  const random = seededRandom(given.seed + starts);
  const note: (note: Note) => void = openNotes(join(folder, `${name}.notes`));
  for (const { token, person, ...device } of given.devices) {
    const outbox = join(folder, `${device.name}.outbox`);
    const own = new NotingDevice({ ...device, token, url, outbox, starts, note, userId: personId(person) });
    devices.push(own);
    const friends = Array.from({ length: friendsEach }, (_, which) => friendOf({ people, friendsEach }, person, which));
    own.start(friends.map(personId), opened);
    if (!device.name.endsWith('a')) continue;
    if (given.quarrelsome.includes(person))
      void quarrel(own, personId(friends[0] ?? 0), { random, note, starts, isOver: () => !isWriting });
    // Whoever was blocked comes back when it is over.
    const neighbour = friendOf({ people, friendsEach }, person, friendsEach / 2);
    if (given.quarrelsome.includes(neighbour)) setInterval(() => own.follow(personId(neighbour)), followEveryMs);
  }
  const pick = <One>(list: readonly One[]): One | undefined => list[Math.floor(random() * list.length)];
  const step = (): void => {
    if (!isWriting) return;
    const device = pick(devices);
    const place = given.devices[devices.indexOf(device as NotingDevice)]?.person ?? 0;
    const friend = friendOf({ people, friendsEach }, place, Math.floor(random() * friendsEach));
    device?.write(personId(friend));
    if (random() < readShare) pick(devices)?.readSomething(random);
    setTimeout(step, (2_000 / messagesPerSecond) * random());
  };
  step();
}

/** How many conversations each device keeps open, besides the list. */
const opened = 3;
const readShare = 0.2;
const followEveryMs = 2_000;
