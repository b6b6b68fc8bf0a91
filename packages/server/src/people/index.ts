export { hasWritten, previewAdmission, toPersonFacts, toRefusal, type Wrote } from './admission.ts';
export { decodeCursor, encodeCursor, showPeople } from './page.ts';
export { peopleHandlers } from './people-handlers.ts';
export { isBlockedEitherWay, isFriend, isVisible, toPersonView, toRelationView } from './person-view.ts';
