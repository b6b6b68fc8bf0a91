export { createDispatch, createSocketDispatch, type Dispatch } from './dispatch.ts';
export {
  WithCookie,
  type Caller,
  type CookieChange,
  type Handlers,
  type Reply,
  type SignedInCaller,
} from './handler.ts';
