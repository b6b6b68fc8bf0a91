export { accountsMethods } from './methods.ts';
export {
  type Account,
  type AccountLimits,
  type AgeBand,
  account,
  accountLimits,
  type SignedIn,
  signedIn,
} from './shapes.ts';
