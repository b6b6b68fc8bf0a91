export { decodeCursor, encodeCursor, showPeople, toGraphCursor } from './page.ts';
export { peopleHandlers } from './people-handlers.ts';
export { isBlockedEitherWay, isFriend, isVisible, toPersonView, toRelationView } from './person-view.ts';
