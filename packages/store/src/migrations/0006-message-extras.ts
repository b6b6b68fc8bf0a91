// What few messages have stands in one column. A ninth column would cost every message eight bytes, whatever is in it: the map of what is
// null grows by a byte, and rows begin at multiples of eight.
export const messageExtras = `
-- Key: conversation_id. extras: the entities of the text as an array, as before; or an object, where there is more to say of the message
-- (see the store's messages/extras.ts). A text is empty where the message was unsent, and nowhere else.
alter table messages rename column entities to extras;
`;
