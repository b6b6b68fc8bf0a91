export { accountsMethods } from './methods.ts';
export { account, signedIn, type Account, type AgeBand, type SignedIn } from './shapes.ts';
