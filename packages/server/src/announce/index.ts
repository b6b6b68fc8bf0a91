export { type Announcer, commitThenAnnounce, createAnnouncer, forViewer } from './announce.ts';
