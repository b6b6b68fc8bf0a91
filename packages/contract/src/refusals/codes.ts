// One row a refusal code: what HTTP says, whether trying again helps, and the sentence a person reads. A test keeps rows and languages complete.

/** `no`: the same call will be refused again. `yes`: try again soon. `after`: try again at `retryAt`. */
export type Retry = 'no' | 'yes' | 'after';

type Row = { status: number; retry: Retry; sentence: string };

/** Every public code. Sentences may hold `{name}`-style places, filled from the refusal's `details`. */
export const refusalRows = {
  // the call itself
  invalid_input: { status: 400, retry: 'no', sentence: 'Something in this request is not right: {field} {problem}.' },
  malformed_json: { status: 400, retry: 'no', sentence: 'This request could not be read.' },
  too_large: { status: 413, retry: 'no', sentence: 'This is too large to send.' },
  unsupported_type: { status: 415, retry: 'no', sentence: 'Requests are JSON.' },
  no_such_method: { status: 404, retry: 'no', sentence: 'There is no such method.' },
  not_found: { status: 404, retry: 'no', sentence: 'There is nothing here, or it is not yours to see.' },
  unauthenticated: { status: 401, retry: 'no', sentence: 'Please sign in.' },
  forbidden_origin: { status: 403, retry: 'no', sentence: 'This request did not come from the app.' },
  too_many_attempts: { status: 429, retry: 'after', sentence: 'That was a lot of attempts. Try again a little later.' },
  unavailable: {
    status: 503,
    retry: 'yes',
    sentence: 'We cannot do this right now. Nothing was lost; try again in a moment.',
  },
  server_error: { status: 500, retry: 'yes', sentence: 'Something went wrong on our side. Try again in a moment.' },
  // accounts
  under_age: { status: 403, retry: 'no', sentence: 'You cannot make an account.' },
  handle_taken: { status: 409, retry: 'no', sentence: 'That username is taken.' },
  handle_not_allowed: {
    status: 400,
    retry: 'no',
    sentence: 'Usernames have 2 to 24 letters, digits, dots or underscores.',
  },
  wrong_credentials: { status: 401, retry: 'no', sentence: 'The username or the password is not right.' },
  wrong_password: { status: 403, retry: 'no', sentence: 'That is not your password.' },
  wrong_recovery_code: { status: 401, retry: 'no', sentence: 'The username or the recovery code is not right.' },
  choice_not_offered: { status: 403, retry: 'no', sentence: 'This choice is not offered to you.' },
  demo_only: { status: 404, retry: 'no', sentence: 'There is nothing here, or it is not yours to see.' },
  // who may write to whom
  too_young: { status: 403, retry: 'no', sentence: 'Messages are for people of 16 and over.' },
  messages_off: { status: 403, retry: 'no', sentence: 'You have turned messages off. Turn them on to write.' },
  recipient_is_self: { status: 400, retry: 'no', sentence: 'You cannot write to yourself.' },
  not_available: { status: 403, retry: 'no', sentence: 'This person is not available.' },
  only_friends: { status: 403, retry: 'no', sentence: 'Only friends can message {name}. Follow each other to write.' },
  only_chosen: { status: 403, retry: 'no', sentence: 'Only people whom {name} has chosen can message them.' },
  no_messages: { status: 403, retry: 'no', sentence: '{name} is not taking messages.' },
  // limits: they tell their owner about themselves alone
  restricted: {
    status: 429,
    retry: 'after',
    sentence: 'For now you can only write to people who know you: there were too many attempts.',
  },
  message_limit: { status: 429, retry: 'after', sentence: 'You have reached the limit of {limit} messages a day.' },
  new_people_limit: {
    status: 429,
    retry: 'after',
    sentence: 'You have written to {limit} new people in a day. Friends still hear you.',
  },
  lookup_limit: {
    status: 429,
    retry: 'after',
    sentence: 'You have tried to reach many new people. Wait a little, then go on.',
  },
  request_limit: {
    status: 429,
    retry: 'after',
    sentence: 'You have sent {limit} messages. You can write more once {name} accepts.',
  },
  too_fast: { status: 429, retry: 'after', sentence: 'That was fast. Your message can go in a few seconds.' },
  too_many_words: { status: 400, retry: 'no', sentence: 'Your list of words is full.' },
  pin_limit: { status: 409, retry: 'no', sentence: 'You can pin {limit} conversations. Unpin one first.' },
  // messages
  edit_too_late: {
    status: 409,
    retry: 'no',
    sentence: 'A message can be edited for {minutes} minutes after it is sent.',
  },
  message_unsent: { status: 409, retry: 'no', sentence: 'You unsent this message.' },
  // media
  request_text_only: {
    status: 403,
    retry: 'no',
    sentence: 'Until {name} accepts, you can send text only.',
  },
  media_not_usable: { status: 415, retry: 'no', sentence: 'This cannot be sent that way. Send it as a file.' },
  sharing_not_set_up: { status: 403, retry: 'no', sentence: 'Videos cannot be shared here.' },
  upload_limit: { status: 429, retry: 'after', sentence: 'You have uploaded a lot today. Try again later.' },
  // people
  cannot_follow_self: { status: 400, retry: 'no', sentence: 'You cannot follow yourself.' },
  cannot_block_self: { status: 400, retry: 'no', sentence: 'You cannot block yourself.' },
} as const satisfies Record<string, Row>;

export type RefusalCode = keyof typeof refusalRows;
export const refusalCodes = Object.keys(refusalRows) as RefusalCode[];
