/** In the order of how often they are asked. */
export const topics = [
  'who',
  'requests',
  'sentRequest',
  'reach',
  'noOne',
  'young',
  'limits',
  'restricted',
  'block',
  'report',
  'password',
] as const;

export type Topic = (typeof topics)[number];

/** The topic that an address names after its `#`. */
export function topicOf(hash: string): Topic | undefined {
  return topics.find((topic) => `#${topic}` === hash);
}
