// One column, of a fact that no view shows.
export const untoldDeliveries = `
-- RCPT-1: what reached this member while "delivered" was not to be told, up to here. It stays untold when receipts are turned on.
alter table inbox add column untold_seq bigint not null default 0;
`;
