export { forgetPerson, keepAccount, readKeptAccount, reportStorage, type Stores, storesOf } from './stores.ts';
