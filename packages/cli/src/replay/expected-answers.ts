// Who may write to whom and where it arrives, written a second time from the rules alone, so that a mistake in the server's decision is
// not made here too. Rests on the order of the attempts: everybody writes one message after another, and whoever answers has received
// what they answer. Holds while settings and follows stand still, everybody is an adult, and nobody is blocked or gone.
import type { RefusalCode } from '@parley/contract';
import { hasLink } from '@parley/testkit';
import type { Answer, Attempt, Facts } from './facts.ts';
import { SenderLimits } from './sender-limits.ts';
import { classOf, doorOf } from './setting-table.ts';
import { countWithin, type Span } from './spans.ts';

export type Expected = 'acked' | RefusalCode;
/** Where a message arrives. */
export type Place = 'inbox' | 'requests' | 'filtered';

export type Prediction = {
  /** The right answers: one, or two where the attempt came at the very edge of a limit's time. */
  readonly answers: readonly Expected[];
  /** Of a message that is let in. */
  readonly place: Place | undefined;
  /** Both had written to each other before. */
  readonly hadAnswered: boolean;
};

/** How a request ended: by the button, or by an answer (after which attempt). */
export type LetIn = { readonly by: 'button' } | { readonly by: 'answer'; readonly attemptId: string };

export type Predicted = {
  readonly sends: ReadonlyMap<string, Prediction>;
  readonly accepts: readonly ('done' | 'not_found')[];
  /** By `recipient sender`: requests that still wait at the end. */
  readonly waiting: ReadonlyMap<string, 'requests' | 'filtered' | 'expired'>;
  /** By `recipient sender`: requests that were let in. */
  readonly letIn: ReadonlyMap<string, LetIn>;
};

type History = Pick<
  Facts,
  'people' | 'follows' | 'attempts' | 'answers' | 'heard' | 'tries' | 'looks' | 'accepts' | 'endMs'
>;
type Request = { readonly place: 'requests' | 'filtered'; readonly at: Span };

const monthMs = 30 * 24 * 3_600_000;
const messagesBeforeAccepted = 3;

export function predict(facts: History): Predicted {
  return new Model(facts).run();
}

class Model {
  readonly #facts: History;
  /** By `writer reader`. */
  readonly #wrote = new Set<string>();
  /** By `recipient sender`: who accepted whom (ADM-4); whoever wrote has, too. */
  readonly #accepted = new Set<string>();
  /** By `recipient sender`. */
  readonly #requests = new Map<string, Request>();
  /** By `sender recipient`: what went to requests (REQ-2). */
  readonly #asked = new Map<string, Span[]>();
  readonly #limits = new Map<string, SenderLimits>();
  readonly #letIn = new Map<string, LetIn>();
  readonly #answers: ReadonlyMap<string, Answer>;

  constructor(facts: History) {
    this.#facts = facts;
    this.#answers = new Map(facts.answers.map((answer) => [answer.id, answer]));
  }

  run(): Predicted {
    const { attempts, looks, accepts, endMs } = this.#facts;
    const sends = new Map<string, Prediction>();
    const accepted: ('done' | 'not_found')[] = [];
    let lookCount = 0;
    for (const [index, attempt] of attempts.entries()) {
      for (let next = accepts[accepted.length]; next && next.after <= index; next = accepts[accepted.length]) {
        accepted.push(this.#accept(next.by, next.otherId));
      }
      for (let next = looks[lookCount]; next && next.after <= index; next = looks[lookCount]) {
        lookCount += 1;
        this.#look(next.by, next.otherId, { fromMs: next.atMs, toMs: next.atMs });
      }
      const answer = this.#answers.get(attempt.id);
      const prediction = this.#predict(attempt);
      sends.set(attempt.id, prediction);
      const actual = answer?.kind === 'refused' ? answer.code : answer?.kind;
      const [first = 'acked'] = prediction.answers;
      this.#happened(attempt, actual && prediction.answers.includes(actual) ? actual : first, prediction.place);
    }
    for (const { by, otherId } of accepts.slice(accepted.length)) accepted.push(this.#accept(by, otherId));
    const waiting = [...this.#requests].map(([name, request]) => [name, standingAt(request, endMs)] as const);
    return { sends, accepts: accepted, waiting: new Map(waiting), letIn: this.#letIn };
  }

  #predict(attempt: Attempt): Prediction {
    const { senderId, recipientId, text } = attempt;
    const hadAnswered = this.#wrote.has(`${senderId} ${recipientId}`) && this.#wrote.has(`${recipientId} ${senderId}`);
    const refused = (...answers: RefusalCode[]): Prediction => ({ answers, place: undefined, hadAnswered });
    if (senderId === recipientId) return refused('recipient_is_self');
    // MSG-4, as far as lines of chat can break it.
    if (text.trim() === '' || /\p{Cc}/u.test(text.replace(/[\n\t]/g, '')) || !text.isWellFormed())
      return refused('invalid_input');
    const now = this.#spanOf(attempt);
    this.#look(senderId, recipientId, now);
    const { sure, perhaps } = this.#limitsOf(senderId).refusals(recipientId, now, {
      isKnown: this.#isKnown(senderId, recipientId),
      isNew: this.#isNew(senderId, recipientId),
    });
    // ADM-1: the sender's own facts come first, in this order.
    if (sure.includes('restricted')) return refused('restricted');
    if (this.#facts.people.get(senderId)?.messagesFrom === 'no_one') return refused('messages_off');
    const [first] = sure;
    if (first !== undefined) return refused(...perhaps.slice(0, perhaps.indexOf(first) + 1));
    const rest = this.#throughDoor(attempt, now);
    return { ...rest, answers: [...rest.answers, ...perhaps], hadAnswered };
  }

  #throughDoor(attempt: Attempt, now: Span): Pick<Prediction, 'answers' | 'place'> {
    const { senderId, recipientId } = attempt;
    const setting = this.#facts.people.get(recipientId);
    if (setting === undefined) return { answers: ['not_available'], place: undefined };
    const hasConsented = this.#hasConsented(recipientId, senderId);
    const door = doorOf(setting, classOf(attempt, this.#facts.follows, hasConsented));
    if (door === 'inbox') return { answers: ['acked'], place: door };
    if (door !== 'requests') return { answers: [door], place: undefined };
    const used = countWithin(this.#asked.get(`${senderId} ${recipientId}`) ?? [], now, monthMs);
    const place = this.#requestPlace(attempt, now);
    if (used.min >= messagesBeforeAccepted) return { answers: ['request_limit'], place: undefined };
    return { answers: used.max >= messagesBeforeAccepted ? ['acked', 'request_limit'] : ['acked'], place };
  }

  /** REQ-7: a stranger's link is filtered, and with it the request that it belongs to, for 30 days. */
  #requestPlace({ senderId, recipientId, text }: Attempt, now: Span): 'requests' | 'filtered' {
    const before = this.#requests.get(`${recipientId} ${senderId}`);
    const isFiltered = before?.place === 'filtered' && before.at.fromMs > now.fromMs - monthMs;
    return isFiltered || hasLink(text) ? 'filtered' : 'requests';
  }

  #happened(attempt: Attempt, answer: Expected, place: Place | undefined): void {
    const { id, senderId, recipientId } = attempt;
    if (answer === 'recipient_is_self' || answer === 'invalid_input') return;
    const now = this.#spanOf(attempt);
    const tries = this.#facts.tries.get(id) ?? 1;
    this.#limitsOf(senderId).answered(answer, now, { isNew: this.#isNew(senderId, recipientId), tries });
    if (answer !== 'acked') return;
    this.#wrote.add(`${senderId} ${recipientId}`);
    // REQ-4: own words answer the other's request.
    if (this.#requests.delete(`${senderId} ${recipientId}`))
      this.#letIn.set(`${senderId} ${recipientId}`, { by: 'answer', attemptId: id });
    if (place === 'inbox' || place === undefined) return;
    const asked = this.#asked.get(`${senderId} ${recipientId}`) ?? [];
    this.#asked.set(`${senderId} ${recipientId}`, [...asked, now]);
    const name = `${recipientId} ${senderId}`;
    const before = this.#requests.get(name);
    const isOver = before?.place === 'filtered' && before.at.fromMs <= now.fromMs - monthMs;
    if (before?.place !== place || isOver) this.#requests.set(name, { place, at: now });
  }

  #accept(by: string, otherId: string): 'done' | 'not_found' {
    const name = `${by} ${otherId}`;
    if (this.#hasConsented(by, otherId)) return 'done';
    if (!this.#requests.delete(name)) return 'not_found';
    this.#accepted.add(name);
    this.#letIn.set(name, { by: 'button' });
    return 'done';
  }

  #look(by: string, otherId: string, now: Span): void {
    if (this.#isNew(by, otherId)) this.#limitsOf(by).noteLookup(otherId, now);
  }

  #hasConsented(by: string, otherId: string): boolean {
    return this.#accepted.has(`${by} ${otherId}`) || this.#wrote.has(`${by} ${otherId}`);
  }

  /** They are friends, or the other wrote or accepted. */
  #isKnown(senderId: string, recipientId: string): boolean {
    const { follows } = this.#facts;
    const areFriends = follows.has(`${senderId} ${recipientId}`) && follows.has(`${recipientId} ${senderId}`);
    return areFriends || this.#hasConsented(recipientId, senderId);
  }

  /** LIM-1 */
  #isNew(senderId: string, recipientId: string): boolean {
    return !this.#isKnown(senderId, recipientId) && !this.#wrote.has(`${senderId} ${recipientId}`);
  }

  #limitsOf(senderId: string): SenderLimits {
    const own = this.#limits.get(senderId) ?? new SenderLimits();
    this.#limits.set(senderId, own);
    return own;
  }

  /** A message says itself when it was stored; a refusal came some time between sending and hearing of it. */
  #spanOf({ id, atMs }: Attempt): Span {
    const answer = this.#answers.get(id);
    const sentAtMs = answer?.kind === 'acked' ? Date.parse(answer.sentAt) : Number.NaN;
    if (!Number.isNaN(sentAtMs)) return { fromMs: sentAtMs, toMs: sentAtMs };
    return { fromMs: atMs, toMs: this.#facts.heard.get(id)?.atMs ?? atMs };
  }
}

function standingAt({ place, at }: Request, endMs: number): 'requests' | 'filtered' | 'expired' {
  return place === 'filtered' && at.toMs <= endMs - monthMs ? 'expired' : place;
}
