import type { Conversation, MethodInput } from '@parley/contract';

export type RequestFolder = NonNullable<MethodInput<'requests.list'>['folder']>;

/** The folder in which a conversation is a request to me; undefined where it is none. */
export function requestFolderOf({ folder }: Conversation): RequestFolder | undefined {
  return folder === 'requests' || folder === 'filtered' || folder === 'declined' ? folder : undefined;
}
