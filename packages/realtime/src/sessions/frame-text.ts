// What a session reads of frames without knowing what they are for.
import { closeCodes, helloOfAnyProtocol, protocolVersion } from '@parley/contract';
import type { RawData } from 'ws';

const updateStart = '{"type":"update","rev":';

/** Read from the start of the text, which is written in one place: to parse a frame for each session would cost more than all the rest. */
export function revOfUpdate(text: string): number | undefined {
  return text.startsWith(updateStart)
    ? Number.parseInt(text.slice(updateStart.length, updateStart.length + 16), 10)
    : undefined;
}

const receiptStart = '"changes":[{"type":"conversation.receiptsMoved"';

/** That a message was delivered or seen is news that nobody sits and waits for. */
export const isReceipt = (text: string): boolean =>
  text.startsWith(updateStart) && text.startsWith(receiptStart, text.indexOf(',', updateStart.length) + 1);

/** Whoever says how far they have received or read does not wait for the answer. */
export const isMark = (method: string): boolean =>
  method === 'conversations.markDelivered' || method === 'conversations.markRead';

/** Undefined for what is not JSON, which no frame is either. */
export function parseJson(data: RawData): unknown {
  try {
    return JSON.parse(toText(data));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

export function codeForNonsense(said: unknown): number {
  const { data: hello } = helloOfAnyProtocol.safeParse(said);
  return hello && hello.protocol !== protocolVersion ? closeCodes.protocolUnsupported : closeCodes.protocolError;
}

/** ws hands over one buffer, unless it is asked for something else. */
const toText = (data: RawData): string =>
  (Buffer.isBuffer(data) ? data : Buffer.concat([data].flat() as Buffer[])).toString();
