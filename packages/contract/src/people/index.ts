export { peopleMethods } from './methods.ts';
export {
  person,
  personWithRelation,
  profile,
  relation,
  type Person,
  type PersonWithRelation,
  type Profile,
  type Relation,
} from './shapes.ts';
