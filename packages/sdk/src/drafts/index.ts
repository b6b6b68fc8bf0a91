export { Drafts } from './drafts.ts';
