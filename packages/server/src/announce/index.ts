export { type Announcer, announceMoved, commitThenAnnounce, createAnnouncer, forViewer } from './announce.ts';
