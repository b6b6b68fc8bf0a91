export { admissionMethods } from './methods.ts';
export {
  type Door,
  door,
  type Explanation,
  explanation,
  type Outcome,
  outcome,
  type RelationClass,
  relationClass,
} from './shapes.ts';
