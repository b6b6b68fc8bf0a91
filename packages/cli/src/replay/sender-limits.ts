// LIM-1 and ADM-6, written a second time from the rules alone: what one sender has used, and what that leaves.
import type { RefusalCode } from '@parley/contract';
import { countWithin, type Range, type Span } from './spans.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Attempts are told apart by the minute, so that a day may be this much longer. */
const minuteMs = 60_000;
const messagesADay = 500;
const newPeopleADay = 20;
const lookedUpAnHour = 60;
const excessADay = 50;

/** Those that time alone lifts; repeated, they bring a restriction. */
const ownLimits: readonly string[] = ['message_limit', 'new_people_limit', 'lookup_limit'];

export type LimitCode = Extract<RefusalCode, 'restricted' | 'message_limit' | 'new_people_limit' | 'lookup_limit'>;

/** `isKnown`: friends, or the other wrote or accepted. `isNew`: not known, and never written to. */
export type Standing = { readonly isKnown: boolean; readonly isNew: boolean };

type Excess = Range & { readonly sinceMs: number };
/** Until when it lasts, if it has begun. */
type Restriction = Span & { readonly isSure: boolean };

export class SenderLimits {
  readonly #attempts: Span[] = [];
  readonly #newPeople: Span[] = [];
  readonly #lookedUp = new Map<string, Span>();
  #excess: Excess = { sinceMs: Number.NEGATIVE_INFINITY, min: 0, max: 0 };
  #restriction: Restriction = { isSure: false, fromMs: Number.NEGATIVE_INFINITY, toMs: Number.NEGATIVE_INFINITY };

  /** ADM-6: whoever was looked up within the hour stays as noted. */
  noteLookup(otherId: string, now: Span): void {
    const before = this.#lookedUp.get(otherId);
    if (before === undefined || before.fromMs <= now.fromMs - hourMs) this.#lookedUp.set(otherId, now);
  }

  /** What of the sender's own doing stands in the way, surely and perhaps. */
  refusals(otherId: string, now: Span, { isKnown, isNew }: Standing): { sure: LimitCode[]; perhaps: LimitCode[] } {
    const sure: LimitCode[] = [];
    const perhaps: LimitCode[] = [];
    const judge = (code: LimitCode, used: Range, allowed: number): void => {
      if (used.min >= allowed) sure.push(code);
      if (used.max >= allowed) perhaps.push(code);
    };
    const { isSure, fromMs, toMs } = this.#restriction;
    // It spares whoever knows the sender.
    if (!isKnown) judge('restricted', { min: Number(isSure && fromMs > now.toMs), max: Number(toMs > now.fromMs) }, 1);
    const { min } = countWithin(this.#attempts, now, dayMs);
    const { max } = countWithin(this.#attempts, now, dayMs + 2 * minuteMs);
    judge('message_limit', { min, max }, messagesADay);
    if (!isNew) return { sure, perhaps };
    judge('new_people_limit', countWithin(this.#newPeople, now, dayMs), newPeopleADay);
    judge('lookup_limit', this.#lookedUpBefore(otherId, now), lookedUpAnHour);
    return { sure, perhaps };
  }

  /**
   * LIM-1: refused attempts count as well, but for those beyond a limit. `tries`: how often it went out, since answers were lost. Of what was
   * refused nothing is kept, so that the same again may count again.
   */
  answered(code: 'acked' | RefusalCode, now: Span, { isNew, tries }: { isNew: boolean; tries: number }): void {
    if (ownLimits.includes(code)) return this.#exceeded(now, tries);
    if (code === 'restricted') {
      this.#restriction = { ...this.#restriction, isSure: true };
      return;
    }
    this.#attempts.push(now);
    if (code === 'acked' && isNew) this.#newPeople.push(now);
  }

  #lookedUpBefore(otherId: string, now: Span): Range {
    const own = this.#lookedUp.get(otherId) ?? now;
    const others = [...this.#lookedUp].filter(([id, at]) => id !== otherId && at.fromMs <= own.toMs);
    const { max } = countWithin(
      others.map(([, at]) => at),
      now,
      hourMs,
    );
    const before = others.filter(([, at]) => at.toMs < own.fromMs).map(([, at]) => at);
    return { min: countWithin(before, now, hourMs).min, max };
  }

  #exceeded(now: Span, tries: number): void {
    if (this.#excess.sinceMs <= now.fromMs - dayMs) this.#excess = { sinceMs: now.fromMs, min: 0, max: 0 };
    const mayHaveBegun = this.#excess.max > excessADay;
    this.#excess = { ...this.#excess, min: this.#excess.min + 1, max: this.#excess.max + tries };
    if (this.#excess.max <= excessADay) return;
    const earliestMs = mayHaveBegun ? this.#restriction.fromMs : now.fromMs + dayMs;
    this.#restriction = { isSure: this.#excess.min > excessADay, fromMs: earliestMs, toMs: now.toMs + dayMs };
  }
}
