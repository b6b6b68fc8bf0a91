// Which revocations a node has not seen yet, told without any clock.
export const revocationOrder = `
-- The transaction that ended the session. What a node's last look saw is bounded by the oldest transaction that was under way then, so a look
-- from there on misses nothing, however long a transaction took, a node stood still, or clocks differ. Rows of a node that does not know of the
-- column yet have the last number of all, so that every look finds them.
alter table revocations add column xid xid8 not null default '18446744073709551615';
create index revocations_by_xid on revocations (xid);
`;
