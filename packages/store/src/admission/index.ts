export {
  type AdmissionFactsRead,
  type AdmissionReader,
  type AdmissionWriter,
  type AttemptFacts,
  admissionReader,
  admissionWriter,
  noRelation,
  type Pair,
  pairKey,
  type RelationFacts,
  type RequestState,
  type StrangerFacts,
  toRequestState,
  type Used,
  type UserFacts,
  type Windows,
} from './admission-store.ts';
export { type DoorKind, type DoorRow, type DoorsReader, doorsReader } from './doors-store.ts';
