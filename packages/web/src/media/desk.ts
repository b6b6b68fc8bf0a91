// Where what is sent with a message is prepared: chosen, uploaded, and handed over once all of it is there (MED-23). It lives as long as the
// client, so that one may leave a conversation while its photos are on their way.
import type { Attachment, Refusal } from '@parley/contract';
import { CallError, type UploadOptions } from '@parley/sdk';
import { attachmentOf, type Draft, type Letter, letterKind, lettersOf, type Parcel, sizeProblem } from './parcels.ts';

export type DeskDeps = {
  upload(bytes: Blob, options: UploadOptions): Promise<Attachment>;
  newId(): string;
  now(): number;
  /** Its bytes are known under their new name. */
  uploaded(parcel: Parcel, attachment: Attachment): void;
  /** Nothing shows it any more. */
  dropped(parcel: Parcel): void;
};

/** What stands in one conversation: above the composer, and below the log. */
export type DeskView = { tray: readonly Parcel[]; letters: readonly Letter[] };

/** Sends what the letter held, under its key. */
export type Deliver = (letter: Letter, attachments: readonly Attachment[]) => void;
export type Written = { text: string; replyToSeq?: number | undefined; deliver: Deliver };

type Change = Partial<Pick<Parcel, 'facts'>> &
  (
    | { status: 'reading' | 'uploading' }
    | { status: 'uploaded'; attachment: Attachment }
    | { status: 'failed'; refusal: Refusal; isCutOff: boolean }
    | { status: 'refused'; problem: Extract<Parcel, { status: 'refused' }>['problem'] }
  );

const nothing: DeskView = { tray: [], letters: [] };
/** So many uploads run at once; the others wait. */
const runningMax = 3;

export class Desk {
  readonly #deps: DeskDeps;
  readonly #views = new Map<string, DeskView>();
  readonly #delivers = new Map<string, Deliver>();
  readonly #progress = new Map<string, number>();
  readonly #stops = new Map<string, AbortController>();
  readonly #listeners = new Set<() => void>();
  #line: string[] = [];

  constructor(deps: DeskDeps) {
    this.#deps = deps;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** An immutable snapshot; `place` is a conversation. */
  view(place: string): DeskView {
    return this.#views.get(place) ?? nothing;
  }

  /** How much of it has left, from 0 to 1; absent where it is not on its way. */
  progress(id: string): number | undefined {
    return this.#progress.get(id);
  }

  /** Whether something would be lost if the page went now. */
  get isBusy(): boolean {
    return [...this.#views.values()].some(({ letters }) => letters.length > 0);
  }

  /** Puts what was chosen into the tray, and begins to upload it. */
  add(place: string, drafts: readonly Draft[]): void {
    const view = this.view(place);
    const parcels = drafts.map((draft) => this.#begin(draft));
    this.#show(place, { ...view, tray: [...view.tray, ...parcels] });
    for (const [index, { id }] of parcels.entries()) void this.#read(id, drafts[index]);
  }

  remove(place: string, id: string): void {
    const view = this.view(place);
    for (const parcel of view.tray) if (parcel.id === id) this.#drop(parcel);
    this.#show(place, { ...view, tray: view.tray.filter((parcel) => parcel.id !== id) });
  }

  /** Sends a photo that cannot be shown as what it is: bytes. */
  sendAsFile(place: string, id: string): void {
    const found = this.view(place).tray.find((parcel) => parcel.id === id);
    if (!found) return;
    this.remove(place, id);
    this.add(place, [{ kind: 'file', name: found.name, bytes: found.bytes }]);
  }

  retry(id: string): void {
    const parcel = this.#find(id);
    // What the server refused may be allowed by now; what was found out here stays so.
    const mayChange = parcel?.status === 'failed' || (parcel?.status === 'refused' && 'code' in parcel.problem);
    if (!mayChange) return;
    this.#change(id, { status: 'uploading' });
    this.#queue(id);
  }

  /** There is a connection again. */
  retryCutOff(): void {
    for (const { tray, letters } of this.#views.values()) {
      for (const parcel of [...tray, ...letters.flatMap(({ parcels }) => parcels)]) {
        if (parcel.status === 'failed' && parcel.isCutOff) this.retry(parcel.id);
      }
    }
  }

  /** Empties the tray but for what can never go. It is shown as sent at once, and handed over when all of it is there. */
  send(place: string, { text, replyToSeq, deliver }: Written): void {
    const view = this.view(place);
    const groups = lettersOf(view.tray.filter(({ status }) => status !== 'refused'));
    const letters = groups.map((parcels, index): Letter => {
      const isFirst = index === 0;
      return this.#letter(parcels, {
        text: isFirst ? text : '',
        replyToSeq: isFirst ? replyToSeq : undefined,
        deliver,
      });
    });
    const tray = view.tray.filter(({ status }) => status === 'refused');
    this.#post(place, { tray, letters: [...view.letters, ...letters] });
  }

  /** Sends something at once that was never in the tray, as a voice note. */
  sendNow(place: string, draft: Draft, written: Written): void {
    const parcel = this.#begin(draft);
    const view = this.view(place);
    this.#post(place, { ...view, letters: [...view.letters, this.#letter([parcel], written)] });
    void this.#read(parcel.id, draft);
  }

  /** Answers whether there was such a letter. */
  retryLetter(key: string): boolean {
    const letter = this.#letters().find((one) => one.key === key);
    for (const { id } of letter?.parcels ?? []) this.retry(id);
    return letter !== undefined;
  }

  discardLetter(key: string): boolean {
    for (const [place, view] of this.#views) {
      const letter = view.letters.find((one) => one.key === key);
      if (!letter) continue;
      letter.parcels.forEach((parcel) => this.#drop(parcel));
      this.#delivers.delete(key);
      this.#show(place, { ...view, letters: view.letters.filter((one) => one !== letter) });
      return true;
    }
    return false;
  }

  #begin({ kind, name, bytes }: Draft): Parcel {
    return { id: `local-${this.#deps.newId()}`, kind, name, bytes, facts: {}, status: 'reading' };
  }

  #letter(parcels: readonly Parcel[], { text, replyToSeq, deliver }: Written): Letter {
    const key = this.#deps.newId();
    this.#delivers.set(key, deliver);
    const [first] = parcels;
    const kind = first ? letterKind(first) : 'media';
    return { key, kind, text, replyToSeq, atMs: this.#deps.now(), parcels, failure: undefined };
  }

  #letters(): Letter[] {
    return [...this.#views.values()].flatMap(({ letters }) => letters);
  }

  async #read(id: string, draft: Draft | undefined): Promise<void> {
    if (!draft) return;
    const found = sizeProblem(draft) ?? (await draft.read?.(id)) ?? {};
    if (this.#find(id) === undefined) return;
    if ('kind' in found) return this.#change(id, { status: 'refused', problem: found });
    this.#change(id, { status: 'uploading', facts: found });
    this.#queue(id);
  }

  #queue(id: string): void {
    this.#line.push(id);
    this.#pump();
  }

  #pump(): void {
    while (this.#stops.size < runningMax) {
      const id = this.#line.shift();
      if (id === undefined) return;
      const parcel = this.#find(id);
      if (parcel?.status === 'uploading') void this.#upload(parcel);
    }
  }

  async #upload({ id, kind, name, bytes, facts }: Parcel): Promise<void> {
    const stop = new AbortController();
    this.#stops.set(id, stop);
    this.#setProgress(id, 0);
    const onProgress = (sent: number, all: number) => this.#setProgress(id, all === 0 ? 0 : sent / all);
    const options = { kind, ...facts, ...(kind === 'file' ? { name } : {}), onProgress, signal: stop.signal };
    try {
      this.#uploaded(id, await this.#deps.upload(bytes, options));
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      this.#failed(id, error);
    } finally {
      this.#stops.delete(id);
      this.#progress.delete(id);
      this.#tell();
      this.#pump();
    }
  }

  #setProgress(id: string, part: number): void {
    this.#progress.set(id, part);
    this.#tell();
  }

  #uploaded(id: string, attachment: Attachment): void {
    const parcel = this.#find(id);
    if (!parcel) return;
    this.#deps.uploaded(parcel, attachment);
    this.#change(id, { status: 'uploaded', attachment });
  }

  #failed(id: string, { kind, refusal }: CallError): void {
    const isForGood = kind === 'refused' && refusal.retry === 'no';
    this.#change(
      id,
      isForGood ? { status: 'refused', problem: refusal } : { status: 'failed', refusal, isCutOff: kind === 'offline' },
    );
  }

  #find(id: string): Parcel | undefined {
    for (const { tray, letters } of this.#views.values()) {
      const all = [...tray, ...letters.flatMap(({ parcels }) => parcels)];
      const found = all.find((parcel) => parcel.id === id);
      if (found) return found;
    }
    return undefined;
  }

  #change(id: string, change: Change): void {
    const changed = (parcel: Parcel): Parcel => {
      if (parcel.id !== id) return parcel;
      const { kind, name, bytes, facts } = parcel;
      return { id, kind, name, bytes, facts, ...change };
    };
    for (const [place, { tray, letters }] of this.#views) {
      const holds = (parcels: readonly Parcel[]) => parcels.some((parcel) => parcel.id === id);
      if (!holds(tray) && !letters.some(({ parcels }) => holds(parcels))) continue;
      this.#post(place, {
        tray: holds(tray) ? tray.map(changed) : tray,
        letters: letters.map((letter) =>
          holds(letter.parcels) ? { ...letter, parcels: letter.parcels.map(changed) } : letter,
        ),
      });
    }
  }

  /** Shows it, and hands over each letter all of whose things are there. */
  #post(place: string, view: DeskView): void {
    const letters = view.letters.map(withFailure);
    const isReady = ({ parcels }: Letter) => parcels.every(({ status }) => status === 'uploaded');
    for (const letter of letters.filter(isReady)) {
      this.#delivers.get(letter.key)?.(letter, letter.parcels.map(attachmentOf));
      this.#delivers.delete(letter.key);
    }
    this.#show(place, { tray: view.tray, letters: letters.filter((letter) => !isReady(letter)) });
  }

  #show(place: string, view: DeskView): void {
    this.#views.set(place, view);
    this.#tell();
  }

  #drop(parcel: Parcel): void {
    this.#stops.get(parcel.id)?.abort();
    this.#deps.dropped(parcel);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** What of a letter did not work is told at its bubble, in the words of the first. */
function withFailure(letter: Letter): Letter {
  const failed = letter.parcels.find(({ status }) => status === 'failed' || status === 'refused');
  const failure = failed && failureOf(failed);
  return failure === letter.failure ? letter : { ...letter, failure };
}

function failureOf(parcel: Parcel): Refusal | undefined {
  if (parcel.status === 'failed') return parcel.refusal;
  if (parcel.status !== 'refused') return undefined;
  const { problem } = parcel;
  if ('code' in problem) return problem;
  return { code: problem.kind === 'too_large' ? 'too_large' : 'media_not_usable', sentence: '', retry: 'no' };
}
