import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { OutboxStorage, PendingMessage } from '../outbox/index.ts';

export type FileStorageOptions = {
  /** The file could not be read or written: told here, and all goes on in memory. Default: a warning of the process. */
  failed?: (error: unknown) => void;
};

/**
 * Keeps unsent messages in a file, so that they outlive the program, also when it is killed (OFF-2d). `send` returns after the file is
 * written. One file for each client: two that share one take each other's messages away. Its folder has to be there.
 *
 * ```ts
 * import { fileStorage } from '@parley/sdk/node';
 *
 * const client = createClient({ url, token, outboxStorage: fileStorage('./outbox.json') });
 * ```
 */
export function fileStorage(path: string, { failed = warn }: FileStorageOptions = {}): OutboxStorage {
  let written: string | undefined;
  return {
    load: () => {
      try {
        const text = readFileSync(path, 'utf8');
        const messages = messagesIn(text, path);
        written = text;
        return messages;
      } catch (error) {
        if ((error as { code?: string }).code !== 'ENOENT') failed(error);
        return [];
      }
    },
    // At once, because a program that is killed has no later. What is on its way is kept as waiting, so two of three changes write nothing.
    save: (messages) => {
      const text = JSON.stringify(messages);
      if (text === (written ?? '[]')) return;
      try {
        // Whoever is killed while writing leaves the old file or the new one, and nothing in between.
        writeFileSync(`${path}.new`, text, { mode: 0o600 });
        renameSync(`${path}.new`, path);
        written = text;
      } catch (error) {
        failed(error);
      }
    },
  };
}

/** Throws where the file is not ours; it is set aside then, because the next save would write over it. */
function messagesIn(text: string, path: string): PendingMessage[] {
  try {
    const messages: unknown = JSON.parse(text);
    if (Array.isArray(messages) && messages.every(isMessage)) return messages;
    throw new Error('it holds something else');
  } catch (cause) {
    renameSync(path, `${path}.broken`);
    throw new Error(`${path} does not hold what waits to be sent; it is at ${path}.broken now.`, { cause });
  }
}

function isMessage(one: unknown): one is PendingMessage {
  const { clientMessageId, target, content } = (one ?? {}) as Partial<Record<keyof PendingMessage, unknown>>;
  return typeof clientMessageId === 'string' && typeof target === 'object' && typeof content === 'object';
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}
