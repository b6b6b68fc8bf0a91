// The people of a run: everybody in the trace and in the graph, with the follows of the graph.
import { limits, type UserId } from '@parley/contract';
import { type DatabaseAddress, openStore } from '@parley/store';
import { createPerson } from '@parley/testkit';
import type { Setting } from './facts.ts';
import { eachLimited } from './limited.ts';
import type { Graph, TraceLine } from './read-data.ts';
import { seededShare } from './seeded.ts';

export type Privacy = 'everyone' | 'friends' | 'mix';

export type Account = {
  readonly name: string;
  readonly id: UserId;
  readonly token: string;
  readonly setting: Setting;
};

const dayMs = 24 * 3_600_000;
const yearMs = 365 * dayMs;
const everyone: Setting = { messagesFrom: 'everyone', othersMayRequest: false };
const friends: Setting = { messagesFrom: 'friends', othersMayRequest: false };
const askable: Setting = { messagesFrom: 'friends', othersMayRequest: true };
const mixed: readonly Setting[] = [everyone, askable, friends];

/** `mix`: a third of the people each, by a hash of seed and name. */
export function settingOf(name: string, privacy: Privacy, seed: number): Setting {
  if (privacy === 'mix') return mixed[Math.floor(seededShare(seed, name) * mixed.length)] ?? friends;
  return privacy === 'everyone' ? everyone : friends;
}

export type PeopleOptions = {
  readonly address: DatabaseAddress;
  readonly graph: Graph;
  readonly trace: readonly TraceLine[];
  readonly privacy: Privacy;
  readonly seed: number;
};

/** Signs everybody up through the store: hashing a password each would take minutes and shows nothing. */
export async function makePeople({
  address,
  graph,
  trace,
  privacy,
  seed,
}: PeopleOptions): Promise<Map<string, Account>> {
  const names = new Set([...trace.flatMap(({ sender, recipient }) => [sender, recipient]), ...graph.names]);
  const [firstAtMs, lastAtMs] = [trace[0]?.atMs ?? 0, trace.at(-1)?.atMs ?? 0];
  // A session must outlive the trace, so in a long one they are signed in later than it begins.
  const createdAtMs = Math.max(firstAtMs, lastAtMs + dayMs - limits.sessionMs);
  const bornOn = new Date(firstAtMs - 30 * yearMs).toISOString().slice(0, 10);
  const store = openStore(address);
  const accounts = new Map<string, Account>();
  try {
    await eachLimited(names, 8, async (name) => {
      const setting = settingOf(name, privacy, seed);
      const { messagesFrom, othersMayRequest } = setting;
      const { id, token } = await createPerson({ store }, { now: () => createdAtMs }, `p${name}`, {
        bornOn,
        messagesFrom,
      });
      await store.transaction((write) => write.settings.update(id, { othersMayRequest }));
      accounts.set(name, { name, id, token, setting });
    });
  } finally {
    await store.close();
  }
  return accounts;
}
