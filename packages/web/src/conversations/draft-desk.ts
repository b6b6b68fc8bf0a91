// The draft of the conversation that is open: what is typed is saved after a pause, and what another device saved is shown, but never
// over something that is being typed (INB-4).
import type { Draft } from '@parley/contract';

export type DraftDeskDeps = {
  /** Asks the server to keep it. */
  save(text: string): void;
  /** Keeps it in this browser until the server has it. */
  keep(text: string, atMs: number, before: string | undefined): void;
  /** Whether this browser has one that the server has not. */
  isKept(): boolean;
  /** Shows another text than the one that stands there. */
  show(text: string): void;
};

const saveAfterMs = 1_000;
/** For so long after a key, or after sending, one counts as typing. */
const typingForMs = 2_500;

export class DraftDesk {
  readonly #deps: DraftDeskDeps;
  #text: string;
  #told: Draft | undefined;
  #saving: ReturnType<typeof setTimeout> | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: DraftDeskDeps, text: string, told: Draft | undefined) {
    this.#deps = deps;
    this.#text = text;
    this.#told = told;
  }

  typed(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#deps.keep(text, Date.now(), this.#told?.savedAt);
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => this.saveNow(), saveAfterMs);
    this.#rest();
  }

  /** It was sent, which forgets it everywhere: there is nothing to save, and what comes late must not stand there again. */
  sent(): void {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    this.#text = '';
    this.#deps.keep('', Date.now(), this.#told?.savedAt);
    this.#rest();
  }

  /** What the server has now. */
  told(draft: Draft | undefined): void {
    this.#told = draft;
    this.#showTold();
  }

  /** What waits for its pause is saved at once, as when one leaves. */
  saveNow(): void {
    if (this.#saving === undefined) return;
    clearTimeout(this.#saving);
    this.#saving = undefined;
    this.#deps.save(this.#text.trim() === '' ? '' : this.#text);
  }

  close(): void {
    this.saveNow();
    clearTimeout(this.#typing);
    this.#typing = undefined;
  }

  #rest(): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      this.#typing = undefined;
      this.#showTold();
    }, typingForMs);
  }

  #showTold(): void {
    const text = this.#told?.text ?? '';
    if (this.#typing !== undefined || this.#deps.isKept() || text === this.#text) return;
    this.#text = text;
    this.#deps.show(text);
  }
}
