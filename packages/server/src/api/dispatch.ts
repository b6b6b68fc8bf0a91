// The one way to call a method, for HTTP and the socket alike: find it, ask who calls, check the input, run it, translate what went wrong.
import { type Method, type MethodId, methods, type Refusal, type RefusalCode, refusalOf } from '@parley/contract';
import type { Actor, CallResult } from '@parley/realtime';
import type { Fault } from '../log.ts';
import { faultCodeOf, Refused, refusalOfFault } from '../outcome.ts';
import { checkInput } from './check-input.ts';
import { type Caller, type CookieChange, type Handlers, WithCookie } from './handler.ts';

export type Dispatched = ({ output: unknown } | { refusal: Refusal }) & { cookie?: CookieChange };
export type Dispatch = (method: string, input: unknown, caller: Caller) => Promise<Dispatched>;

/** Who watches calls. None of them gets input or output, so that no message text reaches a log, a metric or a trace. */
export type CallWatch = {
  /** Told of everything that is not an answer; answers the id by which it is found, if it is kept. */
  fault(fault: Fault): string | undefined;
  over?(method: string, code: RefusalCode | undefined, durationMs: number): void;
  around?(method: string, work: () => Promise<Dispatched>): Promise<Dispatched>;
};

type AnyHandler = (params: unknown, caller: Caller) => Promise<unknown>;

const methodsById = new Map<string, Method>(methods.map((method) => [method.id, method]));

export function createDispatch(handlers: Handlers, watch: CallWatch): Dispatch {
  return async (id, input, caller) => {
    const startedAtMs = performance.now();
    const method = methodsById.get(id);
    const work = () => answer(method, input, caller);
    const answered = await (method && watch.around ? watch.around(id, work) : work());
    // What somebody made up is no name for anything.
    const name = method?.id ?? 'none';
    watch.over?.(name, 'refusal' in answered ? answered.refusal.code : undefined, performance.now() - startedAtMs);
    return answered;
  };

  async function answer(method: Method | undefined, input: unknown, caller: Caller): Promise<Dispatched> {
    if (!method) return { refusal: refusalOf('no_such_method') };
    const startedAtMs = performance.now();
    if (method.auth === 'user' && !caller.actor)
      return { refusal: refusalOf('unauthenticated', { remedy: 'sign_in' }) };
    const checked = checkInput(method, input);
    if ('refused' in checked) return { refusal: checked.refused.refusal };
    try {
      const handler = handlers[method.id as MethodId] as AnyHandler;
      return toDispatched(await handler(checked.params, caller));
    } catch (error) {
      const code = faultCodeOf(error);
      const durationMs = performance.now() - startedAtMs;
      return { refusal: refusalOfFault(code, watch.fault({ method: method.id, error, code, durationMs })) };
    }
  }
}

function toDispatched(reply: unknown): Dispatched {
  if (reply instanceof WithCookie) return { ...toDispatched(reply.outcome), cookie: reply.cookie };
  if (reply instanceof Refused) return { refusal: reply.refusal };
  return { output: reply };
}

/** The same for sockets, which offer no method that changes a cookie. */
export function createSocketDispatch(
  dispatch: Dispatch,
): (actor: Actor, method: string, input: unknown) => Promise<CallResult> {
  return async (actor, id, input) => {
    if (methodsById.get(id)?.httpOnly) return { refusal: refusalOf('no_such_method') };
    return dispatch(id, input, { actor, wasRefusedForAge: false });
  };
}
