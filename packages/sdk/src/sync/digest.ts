// Asks the server now and then whether what is shown here is what the log says (INB-1f). It never should differ; where it does, the server
// counts it, and what differs is read anew as after any loss. Nothing here applies anything by itself.
import type { Conversation, ConversationId, MethodOutput } from '@parley/contract';
import { limits } from '@parley/contract';
import { type Call, CallError } from '../calls/index.ts';
import type { Clock, Timer } from '../clock.ts';
import type { InboxCheck, Rows } from '../inbox/index.ts';
import type { Sync } from './sync.ts';

/** After a connection, or when a comparison could not be made: so much later, and up to so much more. */
const soon = { leastMs: 60_000, spreadMs: 4 * 60_000 };
/** After one that was made. */
const nowAndThen = { leastMs: 10 * 60_000, spreadMs: 10 * 60_000 };
type Pause = typeof soon;

export type DigestDeps = {
  call: Call;
  clock: Clock;
  random: () => number;
  rows: Rows;
  sync: Sync;
};

export class Digest {
  readonly #deps: DigestDeps;
  /** Compared since all were: others have their turn first. */
  readonly #compared = new Set<ConversationId>();
  #timer: Timer | undefined;
  #isOpen = false;

  constructor(deps: DigestDeps) {
    this.#deps = deps;
  }

  /** There is a connection. */
  wake(): void {
    this.#isOpen = true;
    this.#arm(soon);
  }

  close(): void {
    this.#isOpen = false;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Compares now, a part of the rows where there are many. */
  async check(): Promise<InboxCheck> {
    const { call, rows, sync } = this.#deps;
    const { rev } = rows;
    sync.readDoubted();
    if (rev === undefined || !sync.isSettled) return 'later';
    const asked = this.#nextRows();
    const { unreadConversationCount } = rows.counts;
    let answer: MethodOutput<'inbox.digest'>;
    try {
      answer = await call('inbox.digest', { rev, unreadConversationCount, rows: asked.map(toDigestRow) });
    } catch (error) {
      if (error instanceof CallError) return 'later';
      throw error;
    }
    const { outcome, conversationIds, requestCounts } = answer;
    if (outcome === 'later') return outcome;
    for (const { id } of asked) this.#compared.add(id);
    if (outcome === 'differs') sync.drifted(conversationIds);
    // REQ-1c: of what others' blocks do to these no news may tell.
    else if (requestCounts !== undefined && rows.rev === rev && differ(requestCounts, rows.counts)) sync.recount();
    return outcome;
  }

  /** The spread is drawn when the least has passed: most connections do not last so long. */
  #arm(pause: Pause): void {
    this.#timer?.cancel();
    const { clock, random } = this.#deps;
    this.#timer = clock.setTimer(pause.leastMs, () => {
      this.#timer = clock.setTimer(random() * pause.spreadMs, () => void this.#tick());
    });
  }

  async #tick(): Promise<void> {
    const outcome = await this.check();
    if (this.#isOpen) this.#arm(outcome === 'same' ? nowAndThen : soon);
  }

  #nextRows(): Conversation[] {
    const { rows } = this.#deps;
    const whole = [...rows.all()].filter(({ id }) => rows.current(id) !== undefined);
    const isLeft = ({ id }: Conversation) => !this.#compared.has(id);
    if (!whole.some(isLeft)) this.#compared.clear();
    return whole.filter(isLeft).slice(0, limits.digestRowsMax);
  }
}

const toDigestRow = ({ id: conversationId, lastSeq, readSeq, unreadCount }: Conversation) => ({
  ...{ conversationId, lastSeq, readSeq, unreadCount },
});

type RequestCounts = { readonly requestCount: number; readonly filteredCount: number };
const differ = (a: RequestCounts, b: RequestCounts): boolean =>
  a.requestCount !== b.requestCount || a.filteredCount !== b.filteredCount;
