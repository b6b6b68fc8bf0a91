export {
  type Following,
  type PeopleReader,
  type PersonAndStanding,
  type PersonRow,
  peopleReader,
  type Standing,
} from './people-store.ts';
