export {
  type Admission,
  type AdmissionFacts,
  type AdmissionRefusal,
  decideAdmission,
  decideSender,
  type PairFacts,
  type PersonFacts,
} from './decide-admission.ts';
