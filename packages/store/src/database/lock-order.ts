/** The order in which PostgreSQL sorts bigint, kept on decimal strings; each id once. Everybody locks people's rows in this order. */
export const inLockOrder = <Id extends string>(ids: readonly Id[]): Id[] =>
  [...new Set(ids)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
