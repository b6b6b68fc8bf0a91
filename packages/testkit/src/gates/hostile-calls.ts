// S16: every method of the contract with input that is right but for one hostile thing, over HTTP and sockets, on every node.
import { setTimeout as delay } from 'node:timers/promises';
import { closeCodes, type Method, methods } from '@parley/contract';
import { checkInput } from '@parley/server';
import fc from 'fast-check';
import { z } from 'zod';
import { exchange, hostileInputs, type Ids, improperOutput, improperRefusal } from '../attacks/index.ts';
import { openRawSocket, type RawSocket } from '../world/index.ts';
import { within } from './within.ts';

export type HostileCalls = {
  ports: readonly number[];
  /** Those that right input names. */
  ids: Ids;
  /** The token of somebody new. */
  newcomer(): Promise<string>;
  forMs: number;
  seed: number;
};
/** `unreadable`: what was no JSON, of those over sockets. */
export type HostileReport = {
  byMethod: Map<string, number>;
  overHttp: number;
  overSockets: number;
  unreadable: number;
  problems: string[];
};

const inputsOf = (method: Method): string => JSON.stringify(z.toJSONSchema(method.input, { io: 'input' }));
/** Each try at a password costs some 100 ms, which others could use. */
const batch = { passwords: 1, others: 20 };
const lanes = { http: 4, sockets: 4 };
const answerMs = 20_000;

/** Inputs of all methods in turn, for ever, the same for the same seed. */
function* hostileTexts(ids: Ids, seed: number): Generator<{ method: Method; text: string }, never> {
  const all = methods.map((method: Method) => ({
    method,
    inputs: hostileInputs(method, ids),
    numRuns: /password/i.test(inputsOf(method)) ? batch.passwords : batch.others,
  }));
  for (let turn = 0; ; turn += 1) {
    for (const { method, inputs, numRuns } of all) {
      for (const text of fc.sample(inputs, { numRuns, seed: seed + turn })) yield { method, text };
    }
  }
}

export async function callWithHostileInput(calls: HostileCalls): Promise<HostileReport> {
  const { forMs, seed, ids } = calls;
  const report: HostileReport = { byMethod: new Map(), overHttp: 0, overSockets: 0, unreadable: 0, problems: [] };
  const endMs = performance.now() + forMs;
  const run = async (lane: number, work: (texts: ReturnType<typeof hostileTexts>) => Promise<void>): Promise<void> => {
    const texts = hostileTexts(ids, seed + lane * 1_000_000);
    while (performance.now() < endMs && report.problems.length < problemsMax) await work(texts);
  };
  const over = { calls, report };
  await Promise.all([
    ...Array.from({ length: lanes.http }, (_, at) => {
      const lane = new HttpLane(over, at);
      return run(at, (texts) => lane.step(texts.next().value));
    }),
    ...Array.from({ length: lanes.sockets }, (_, at) => {
      const lane = new SocketLane(over, at);
      return run(lanes.http + at, (texts) => lane.step(texts.next().value)).finally(() => lane.close());
    }),
  ]);
  return report;
}

/** Whoever finds more has seen enough. */
const problemsMax = 20;

type Shared = { calls: HostileCalls; report: HostileReport };
type Step = { method: Method; text: string };

function note({ report }: Shared, { method, text }: Step, problem: string | undefined): void {
  report.byMethod.set(method.id, (report.byMethod.get(method.id) ?? 0) + 1);
  if (problem !== undefined) report.problems.push(`${method.id} ${problem}, asked with ${text.slice(0, 300)}`);
}

class HttpLane {
  readonly #shared: Shared;
  readonly #at: number;
  #token: string | undefined;

  constructor(shared: Shared, at: number) {
    this.#shared = shared;
    this.#at = at;
  }

  async step(step: Step): Promise<void> {
    const { ports, newcomer } = this.#shared.calls;
    this.#token ??= await newcomer();
    const port = ports[this.#at % ports.length] ?? 0;
    const told = await within(answerMs, exchange(port, step.method.id, { token: this.#token, text: step.text }));
    this.#shared.report.overHttp += 1;
    note(this.#shared, step, told ? improperExchange(step.method, told) : 'was not answered');
    if (step.method.id.startsWith('accounts.signOut')) this.#token = undefined;
  }
}

function improperExchange(method: Method, told: { status: number; headers: Record<string, string>; text: string }) {
  if (told.status >= 500) return `was answered ${told.status}: ${told.text.slice(0, 300)}`;
  if (told.headers['content-type'] !== 'application/json; charset=utf-8') return 'was not answered with JSON';
  const body = JSON.parse(told.text) as { refusal?: unknown };
  return told.status === 200 ? improperOutput(method, body) : improperRefusal(method, body.refusal);
}

/** One call at a time on one socket: what is no JSON ends it, and then there is another. */
class SocketLane {
  readonly #shared: Shared;
  readonly #at: number;
  #socket: RawSocket | undefined;
  #used = 0;

  constructor(shared: Shared, at: number) {
    this.#shared = shared;
    this.#at = at;
  }

  async step(step: Step): Promise<void> {
    const socket = await this.#open();
    const frame = `{"type":"call","id":1,"method":"${step.method.id}","input":${step.text}}`;
    socket.sendText(frame);
    this.#shared.report.overSockets += 1;
    this.#used += 1;
    if (isReadable(frame)) return this.#judge(step, socket);
    this.#shared.report.unreadable += 1;
    this.#socket = undefined;
    const code = await within(answerMs, socket.closed);
    note(
      this.#shared,
      step,
      code === closeCodes.protocolError ? undefined : `ended the socket with ${code ?? 'nothing'}`,
    );
  }

  close(): void {
    this.#socket?.close();
  }

  async #judge(step: Step, socket: RawSocket): Promise<void> {
    const told = await within(
      answerMs,
      socket.next('result').catch(() => undefined),
    );
    const isEnded = told === undefined || this.#used > usesMax;
    if (isEnded || step.method.id.startsWith('accounts.signOut')) {
      socket.close();
      this.#socket = undefined;
    }
    if (!told) {
      const isMeant = step.method.id.startsWith('accounts.signOut');
      return note(this.#shared, step, isMeant ? undefined : 'was not answered on a socket');
    }
    if (told.refusal?.code === 'no_such_method' && step.method.httpOnly) return note(this.#shared, step, undefined);
    const problem = told.refusal
      ? improperRefusal(step.method, told.refusal)
      : improperOutput(step.method, told.output ?? {});
    note(this.#shared, step, problem);
  }

  async #open(): Promise<RawSocket> {
    const { ports, newcomer } = this.#shared.calls;
    if (this.#socket) return this.#socket;
    this.#used = 0;
    this.#socket = await openRawSocket(`http://localhost:${ports[this.#at % ports.length] ?? 0}`, await newcomer());
    return this.#socket;
  }
}

/** News that nobody takes are kept by a socket. */
const usesMax = 200;

function isReadable(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** The check of input alone, as far as that is asked before anything else. Answers how many inputs were looked at. */
export async function checkHostileInput(
  { ids, forMs, seed }: Pick<HostileCalls, 'ids' | 'forMs' | 'seed'>,
  problems: string[],
): Promise<number> {
  const endMs = performance.now() + forMs;
  let checked = 0;
  for (const { method, text } of hostileTexts(ids, seed)) {
    if (performance.now() > endMs || problems.length >= problemsMax) break;
    if (!isReadable(text)) continue;
    checked += 1;
    const problem = problemOf(method, JSON.parse(text));
    if (problem) problems.push(`the check of ${method.id} ${problem}: ${text.slice(0, 300)}`);
    if (checked % 1_000 === 0) await delay(0);
  }
  return checked;
}

function problemOf(method: Method, input: unknown): string | undefined {
  const checked = checkInput(method, input);
  if ('refused' in checked) return improperRefusal(method, checked.refused.refusal);
  // JSON writes both as escapes, so that a plain look at the text finds them.
  return /\\u0000|\\ud[89a-f]../.test(JSON.stringify(checked.params))
    ? 'let text pass that no database holds'
    : undefined;
}
