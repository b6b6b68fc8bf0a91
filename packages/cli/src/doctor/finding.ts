export type Status = 'ok' | 'warn' | 'fail';

/** One thing that was looked at. */
export type Finding = {
  name: string;
  status: Status;
  /** What is so, and what that means. */
  says: string;
  /** What to do about it; absent where nothing has to be done. */
  remedy?: string;
};

export const fine = (name: string, says: string): Finding => ({ name, status: 'ok', says });
export const warn = (name: string, says: string, remedy: string): Finding => ({ name, status: 'warn', says, remedy });
export const fail = (name: string, says: string, remedy: string): Finding => ({ name, status: 'fail', says, remedy });

/** A sentence of ours, or of the system where it is about a file or an address. */
export const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
