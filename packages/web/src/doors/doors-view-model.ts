// What the pages about who can reach me say. Where messages go is the server's answer; here it only gets words and the one action.
import type { Door, Explanation, MethodOutput, Outcome, Settings } from '@parley/contract';

export type DoorKind = Door['kind'];
export const doorKinds: readonly DoorKind[] = ['contact', 'consent', 'friend'];

/** How a consent was given. The other kinds are their own reason. */
export function reasonOf({ kind, reason }: Pick<Door, 'kind' | 'reason'>): 'accepted' | 'wrote' | undefined {
  return kind === 'consent' ? (reason ?? 'wrote') : undefined;
}

const classOf = { contact: 'contact', consent: 'consented', friend: 'friend' } as const;

/** What my setting makes of a kind of door now: an open one may lead elsewhere than to the inbox while a setting stands. */
export function outcomeOfKind(
  tried: MethodOutput<'admission.tryOut'> | undefined,
  kind: DoorKind,
): Outcome | undefined {
  return tried?.classes.find((one) => one.class === classOf[kind])?.outcome;
}

export type Because =
  | 'me_under_age'
  | 'me_blocked'
  | 'no_one'
  | 'friends'
  | 'specific_people'
  | 'requests'
  | 'contact'
  | 'consented'
  | 'friend'
  | 'followed'
  | 'inbox';

export type Answer = { because: Because; action: 'add' | 'setting' | 'unblock' | 'help' | undefined };

/** ADM-7: one sentence from my side, and the one action that would change it. */
export function toAnswer(explanation: Explanation, { messagesFrom }: Pick<Settings, 'messagesFrom'>): Answer {
  if (explanation.because === 'me_under_age') return { because: 'me_under_age', action: 'help' };
  if (explanation.because === 'me_blocked') return { because: 'me_blocked', action: 'unblock' };
  switch (explanation.outcome) {
    case 'inbox':
      return { because: openBy(explanation.class), action: undefined };
    case 'requests':
      return { because: 'requests', action: 'add' };
    case 'not_received':
      if (messagesFrom === 'no_one') return { because: 'no_one', action: 'setting' };
      return { because: messagesFrom === 'specific_people' ? 'specific_people' : 'friends', action: 'add' };
  }
}

function openBy(from: Explanation['class']): Because {
  switch (from) {
    case 'contact':
    case 'consented':
    case 'friend':
    case 'followed':
      return from;
    case 'blocked':
    case 'follower':
    case 'stranger':
      return 'inbox';
  }
}
