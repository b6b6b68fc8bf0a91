// What can be wrong with a run.
export type ProblemKind =
  /** answers */
  | 'unanswered'
  | 'answered differently'
  | 'answer to nothing'
  | 'wrongly refused'
  | 'wrongly delivered'
  | 'wrong refusal'
  /** the order of a conversation */
  | 'gap in the order'
  | 'two with one seq'
  | 'strangers in one conversation'
  | 'time went back'
  /** what came */
  | 'lost'
  | 'not echoed to its sender'
  | 'came twice'
  | 'came out of order'
  | 'came to the wrong person'
  | 'came altered'
  /** what can be seen */
  | 'shown wrongly'
  | 'log differs'
  | 'wrong unread'
  | 'wrong read mark'
  | 'wrong last message'
  | 'wrong seen mark'
  | 'wrong badge'
  | 'wrong follow count'
  | 'conversation missing'
  | 'conversation of nobody'
  | 'sums differ';

export type Problem = { readonly kind: ProblemKind; readonly detail: string };

export type Report = (kind: ProblemKind, detail: string) => void;
