export {
  decideAdmission,
  decideSender,
  type Admission,
  type AdmissionFacts,
  type AdmissionRefusal,
  type PairFacts,
  type PersonFacts,
} from './decide-admission.ts';
