export { checkInput } from './check-input.ts';
export { type CallWatch, createDispatch, createSocketDispatch, type Dispatch, type Dispatched } from './dispatch.ts';
export {
  type Caller,
  type CookieChange,
  type Handlers,
  type Reply,
  type SignedInCaller,
  WithCookie,
} from './handler.ts';
