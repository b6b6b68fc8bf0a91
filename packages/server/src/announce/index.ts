export { commitThenAnnounce, createAnnouncer, forViewer, type Announcer } from './announce.ts';
