/** Defaults of the numbers in the product's rules. Units are in the names. Those marked "floor" may only be tightened by an operator. */
export const limits = {
  /** ACC-1, floor: younger people are refused an account. */
  signUpAgeYears: 13,
  /** ACC-2, floor: younger people have an account without direct messages. */
  messagesAgeYears: 16,
  /** ACC-3: from here on every setting is offered. */
  adultAgeYears: 18,
  /** ACC-1: a browser that was refused for its age may not try again within this time. */
  ageRefusalMs: 24 * 3_600_000,
  /** ACC-5: a deleted account is erased after this time. */
  erasureMs: 30 * 24 * 3_600_000,
  handleLengthMin: 2,
  handleLengthMax: 24,
  displayNameGraphemesMax: 50,
  bioGraphemesMax: 160,
  passwordLengthMin: 8,
  passwordLengthMax: 256,
  recoveryCodesCount: 8,
  /** MSG-4 */
  messageGraphemesMax: 6_000,
  /** A bound on storage: 6,000 graphemes of the heaviest real scripts fit. */
  messageBytesMax: 64_000,
  /** MSG-2 */
  clientMessageIdBytesMax: 64,
  /** INB-2: unread counts are told up to here. */
  unreadCountMax: 100,
  pageSizeMax: 100,
  pageSizeDefault: 50,
  /** RCPT-2: presence is not told after this time. */
  presenceMs: 2 * 24 * 3_600_000,
  /** RCPT-2: "active now" while a device was connected within this time. */
  activeNowMs: 60_000,
  /** How long a "typing" notice is shown unless renewed. */
  typingMs: 6_000,
  /** The largest HTTP body or socket frame accepted. */
  requestBytesMax: 256 * 1024,
  /** Sign-in attempts per account, and per address, in the window. */
  signInAttemptsPerAccount: 10,
  signInAttemptsPerAddress: 100,
  signInWindowMs: 15 * 60_000,
  sessionMs: 90 * 24 * 3_600_000,
} as const;
