export { checkInput } from './check-input.ts';
export { createDispatch, createSocketDispatch, type Dispatch } from './dispatch.ts';
export {
  type Caller,
  type CookieChange,
  type Handlers,
  type Reply,
  type SignedInCaller,
  WithCookie,
} from './handler.ts';
