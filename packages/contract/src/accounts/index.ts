export { accountsMethods } from './methods.ts';
export { type Account, type AgeBand, account, type SignedIn, signedIn } from './shapes.ts';
