export {
  type Admission,
  type AdmissionFacts,
  type AdmissionRefusal,
  decideAdmission,
  type PairFacts,
  type RecipientFacts,
  type SenderFacts,
} from './decide-admission.ts';
export { type PairStanding, relationClass } from './relation-class.ts';
export { type MessageSetting, outcomeOf } from './setting-table.ts';
