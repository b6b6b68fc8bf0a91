// The one way to call a method, for HTTP and the socket alike: find it, ask who calls, check the input, run it, translate what went wrong.
import { type Method, type MethodId, methods, type Refusal, refusalOf } from '@parley/contract';
import type { Actor, CallResult } from '@parley/realtime';
import { StoreFault } from '@parley/store';
import { Refused } from '../outcome.ts';
import { checkInput } from './check-input.ts';
import { type Caller, type CookieChange, type Handlers, WithCookie } from './handler.ts';

export type Dispatched = ({ output: unknown } | { refusal: Refusal }) & { cookie?: CookieChange };
export type Dispatch = (method: string, input: unknown, caller: Caller) => Promise<Dispatched>;

/** Told of everything that is not an answer; gets no input, so that no message text reaches a log. */
export type FaultLog = (fault: { method: string; error: unknown }) => void;

type AnyHandler = (params: unknown, caller: Caller) => Promise<unknown>;

const methodsById = new Map<string, Method>(methods.map((method) => [method.id, method]));

export function createDispatch(handlers: Handlers, onFault: FaultLog): Dispatch {
  return async (id, input, caller) => {
    const method = methodsById.get(id);
    if (!method) return { refusal: refusalOf('no_such_method') };
    if (method.auth === 'user' && !caller.actor)
      return { refusal: refusalOf('unauthenticated', { remedy: 'sign_in' }) };
    const checked = checkInput(method, input);
    if ('refused' in checked) return { refusal: checked.refused.refusal };
    try {
      const handler = handlers[id as MethodId] as AnyHandler;
      return toDispatched(await handler(checked.params, caller));
    } catch (error) {
      onFault({ method: id, error });
      return { refusal: refusalOf(error instanceof StoreFault ? 'unavailable' : 'server_error') };
    }
  };
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
