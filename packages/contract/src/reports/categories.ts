/** REP-1: what is wrong with it. Most frequent first, the rest by how near they are to each other. Apart from the schemas, for browsers. */
export const reportCategories = [
  'spam',
  'scam',
  'harassment',
  'hate',
  'sexual',
  'minor_safety',
  'violence',
  'self_harm',
  'impersonation',
  'privacy',
  'other',
] as const;
export type ReportCategory = (typeof reportCategories)[number];
