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
  /** MSG-4: photos and videos of one message. */
  mediaPerMessageMax: 9,
  /** MSG-4: a photo as uploaded; what is kept of it is smaller. */
  photoBytesMax: 25 * 1024 * 1024,
  /** The pixels of a photo, over all its frames where it moves: more is refused before they are unpacked. */
  photoPixelsMax: 64_000_000,
  /** Of a photo that moves. */
  photoFramesMax: 1_000,
  /** The longer side of what is kept of a photo, of its large form and of its small one. */
  photoSideMax: 4_096,
  photoLargeSideMax: 1_600,
  photoThumbSideMax: 320,
  videoBytesMax: 100 * 1024 * 1024,
  fileBytesMax: 100 * 1024 * 1024,
  /** MSG-4: a voice note. */
  voiceMsMax: 60_000,
  voiceBytesMax: 4 * 1024 * 1024,
  fileNameGraphemesMax: 150,
  /** MSG-4: a video passed on. */
  shareTitleGraphemesMax: 150,
  shareAuthorGraphemesMax: 50,
  shareUrlLengthMax: 2_000,
  /** What one person may upload in a day. */
  uploadBytesPerDay: 1024 * 1024 * 1024,
  /** Of one person on one node; one more closes the oldest. */
  socketsPerPerson: 24,
  /** What was uploaded and not sent goes away after this time. */
  unattachedMs: 24 * 3_600_000,
  /** MSG-2 */
  clientMessageIdBytesMax: 64,
  /** MSG-6: a text may be edited for so long after it was sent. */
  editMs: 15 * 60_000,
  /** INB-2: unread counts are told up to here. */
  unreadCountMax: 100,
  /** INB-2: unread conversations, requests and filtered requests are counted up to here: nobody reads a higher number, and counting it costs. */
  inboxCountMax: 1_000,
  /** INB-4: conversations that one may pin. */
  pinsMax: 10,
  /** INB-4: the longest timed mute, a year; `always` is longer. */
  muteMsMax: 366 * 24 * 3_600_000,
  /** INB-4: conversations arranged in one call, and archived by one revision. */
  arrangedAtOnceMax: 100,
  /** INB-1f: rows that one digest compares, and digests of one person in `paceMs` on one node. */
  digestRowsMax: 50,
  digestsPerPace: 10,
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
  /** LIM-1: sends in a sliding day; refused attempts count too. */
  messagesPerDay: 500,
  /** LIM-1: people written to for the first time, who are no friends and did not write, in a sliding day. */
  newPeoplePerDay: 20,
  dayMs: 24 * 3_600_000,
  /** How finely attempts are told apart in time: what is counted may be this much older than a day. */
  attemptMarkMs: 60_000,
  /** LIM-1: sends in `paceMs`; the SDK keeps to it by waiting, so that nobody sees it as a failure. */
  messagesPerPace: 10,
  paceMs: 10_000,
  /** LIM-1: attempts beyond a limit in a day, after which new people cannot be written to for `restrictionMs`. */
  excessAttemptsPerDay: 50,
  restrictionMs: 24 * 3_600_000,
  /** ADM-6: new people whom one may try to reach, or see the admission preview of, in `lookupMs`. */
  lookupsPerHour: 60,
  lookupMs: 3_600_000,
  /** REQ-2: messages to somebody who has not accepted, in `requestMs`. */
  requestMessages: 3,
  requestMs: 30 * 24 * 3_600_000,
  /** REQ-5: a declined request may be brought back within this time. */
  declineUndoMs: 30 * 24 * 3_600_000,
  /** REQ-7: what was filtered goes away after this time. */
  filteredMs: 30 * 24 * 3_600_000,
  /** REQ-7: own filter words. */
  filterWordsMax: 200,
  filterWordLengthMax: 50,
  /** REQ-1: faces on a request's card. */
  mutualFriendsShown: 3,
  /** REP-1: the message reported is kept with this many on either side. */
  reportContextMessages: 5,
  reportWordsMax: 1_000,
  /** ADM-7: people named as examples of what a setting does. */
  examplesShown: 3,
} as const;
