// Enumerations as they are stored: small numbers in narrow rows.
import type { MessagesFrom } from '@parley/contract';

const messagesFromByCode: readonly MessagesFrom[] = ['everyone', 'friends', 'no_one', 'specific_people'];
export const messagesFromCode = (value: MessagesFrom): number => messagesFromByCode.indexOf(value);
export const toMessagesFrom = (code: number): MessagesFrom => messagesFromByCode[code] ?? 'no_one';

export type AccountState = 'active' | 'deactivated' | 'deleted';
const stateByCode: readonly AccountState[] = ['active', 'deactivated', 'deleted'];
export const stateCode = (value: AccountState): number => stateByCode.indexOf(value);
export const toState = (code: number): AccountState => stateByCode[code] ?? 'deleted';
