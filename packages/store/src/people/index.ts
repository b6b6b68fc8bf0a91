export {
  peopleReader,
  type Following,
  type PeopleReader,
  type PersonAndStanding,
  type PersonRow,
  type Standing,
} from './people-store.ts';
