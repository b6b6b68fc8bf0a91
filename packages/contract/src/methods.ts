// The whole API as one table. Server, SDK, reference and the tests' endpoint matrix are all made from it.
import type { z } from 'zod';
import { accountsMethods } from './accounts/index.ts';
import { admissionMethods } from './admission/index.ts';
import { blocksMethods } from './blocks/index.ts';
import { contactsMethods } from './contacts/index.ts';
import { conversationsMethods } from './conversations/index.ts';
import { graphMethods } from './graph/index.ts';
import { inboxMethods } from './inbox/index.ts';
import { messagesMethods } from './messages/index.ts';
import { peopleMethods } from './people/index.ts';
import { presenceMethods } from './presence/index.ts';
import { reportsMethods } from './reports/index.ts';
import { filterWordsMethods, requestsMethods } from './requests/index.ts';
import { searchMethods } from './search/index.ts';
import { settingsMethods } from './settings/index.ts';
import { sharesMethods } from './shares/index.ts';
import { stickersMethods } from './stickers/index.ts';

/** Every method, in the order of the reference. */
export const methods = [
  ...accountsMethods,
  ...settingsMethods,
  ...peopleMethods,
  ...admissionMethods,
  ...contactsMethods,
  ...filterWordsMethods,
  ...requestsMethods,
  ...graphMethods,
  ...blocksMethods,
  ...inboxMethods,
  ...conversationsMethods,
  ...messagesMethods,
  ...stickersMethods,
  ...sharesMethods,
  ...searchMethods,
  ...presenceMethods,
  ...reportsMethods,
] as const;

type AnyMethod = (typeof methods)[number];
export type MethodId = AnyMethod['id'];
/** The methods that may be called without a sign-in. */
export type AnonymousMethodId = Extract<AnyMethod, { auth: 'anyone' }>['id'];
type MethodOf<Id extends MethodId> = Extract<AnyMethod, { id: Id }>;

/** What a caller passes: fields with a default may be left out. */
export type MethodInput<Id extends MethodId> = z.input<MethodOf<Id>['input']>;
/** What a handler receives: checked, with defaults filled in. */
export type MethodParams<Id extends MethodId> = z.output<MethodOf<Id>['input']>;
export type MethodOutput<Id extends MethodId> = z.output<MethodOf<Id>['output']>;
