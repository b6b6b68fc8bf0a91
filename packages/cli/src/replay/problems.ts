// What can be wrong with a run.
export type ProblemKind =
  /** answers */
  | 'unanswered'
  | 'answered differently'
  | 'answer to nothing'
  | 'wrongly refused'
  | 'wrongly delivered'
  | 'wrong refusal'
  | 'wrong answer to accepting'
  /** LIM-1: what limits people who do not know each other held up two who had answered each other */
  | 'limit between people who talk'
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
  /** a request that came into the inbox, or filtered out of sight though nothing asks for that, and the other way round */
  | 'came by the wrong door'
  /** what can be seen */
  | 'shown wrongly'
  | 'log differs'
  | 'wrong unread'
  | 'wrong read mark'
  | 'wrong last message'
  | 'wrong seen mark'
  | 'wrong badge'
  | 'wrong count of requests'
  /** a conversation in a list that is not its own */
  | 'in the wrong folder'
  /** REQ-3: whoever asks was told something of what became of it */
  | 'told too early'
  | 'wrong follow count'
  | 'conversation missing'
  | 'conversation of nobody'
  | 'sums differ';

export type Problem = { readonly kind: ProblemKind; readonly detail: string };

export type Report = (kind: ProblemKind, detail: string) => void;
