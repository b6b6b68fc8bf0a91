export { peopleMethods } from './methods.ts';
export {
  type Person,
  type PersonWithRelation,
  type Profile,
  person,
  personWithRelation,
  profile,
  type Relation,
  relation,
} from './shapes.ts';
