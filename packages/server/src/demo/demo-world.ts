// A small invented town for somebody who has just started Parley: a dozen people, whom they follow, and what they last said.

export type DemoPerson = {
  handle: string;
  displayName: string;
  bio: string;
  bornOn: string;
  messagesFrom: 'everyone' | 'friends' | 'no_one';
  isVerified?: boolean;
  isPrivate?: boolean;
  othersMayRequest?: boolean;
};

export const demoPeople: readonly DemoPerson[] = [
  {
    handle: 'mara.bakes',
    displayName: 'Mara Lindqvist',
    bio: 'Sourdough at 5 a.m. Crumb shots, no filters.',
    bornOn: '1994-03-12',
    messagesFrom: 'friends',
    othersMayRequest: true,
  },
  {
    handle: 'teo_skates',
    displayName: 'Teo Marchetti',
    bio: 'Learning one trick a week. Falling the other six days.',
    bornOn: '2003-08-30',
    messagesFrom: 'friends',
  },
  {
    handle: 'amina.draws',
    displayName: 'Amina Yusuf',
    bio: 'Ink, paper, cats. Commissions open in spring.',
    bornOn: '1998-11-02',
    messagesFrom: 'everyone',
    isVerified: true,
  },
  {
    handle: 'kenji.k',
    displayName: '小林 健二',
    bio: '古いカメラと新しい街。',
    bornOn: '1989-05-21',
    messagesFrom: 'friends',
  },
  {
    handle: 'lu.cozinha',
    displayName: 'Luísa Prado',
    bio: 'Comida de panela, histórias de vó.',
    bornOn: '1991-01-17',
    messagesFrom: 'everyone',
  },
  {
    handle: 'noor',
    displayName: 'نور الحسن',
    bio: 'أصوّر البحر كل صباح',
    bornOn: '1997-07-07',
    messagesFrom: 'friends',
  },
  {
    handle: 'big_otis',
    displayName: 'Otis Bell',
    bio: 'Upright bass. Downright tired.',
    bornOn: '1979-10-25',
    messagesFrom: 'friends',
  },
  {
    handle: 'priya.runs',
    displayName: 'Priya Raghavan',
    bio: 'Half marathons, whole snacks.',
    bornOn: '1995-09-14',
    messagesFrom: 'friends',
  },
  {
    handle: 'jonas.repairs',
    displayName: 'Jonas Ekdahl',
    bio: 'If it has screws I will open it.',
    bornOn: '1986-02-03',
    messagesFrom: 'everyone',
  },
  {
    handle: 'quietcorner',
    displayName: 'Wren',
    bio: 'Books and rain. Mostly reading, rarely writing.',
    bornOn: '2000-12-19',
    messagesFrom: 'no_one',
    isPrivate: true,
  },
  {
    handle: 'sofia.on.ice',
    displayName: 'Sofia Hakala',
    bio: 'Figure skating coach. Yes, it is cold. No, you get used to it.',
    bornOn: '1992-04-08',
    messagesFrom: 'friends',
    isVerified: true,
  },
  {
    handle: 'dex',
    displayName: 'Dex Okafor',
    bio: 'Making tiny games about big feelings.',
    bornOn: '2001-06-11',
    messagesFrom: 'friends',
  },
];

/** Each follows the other. */
export const demoFriends: readonly (readonly [string, string])[] = [
  ['mara.bakes', 'teo_skates'],
  ['mara.bakes', 'amina.draws'],
  ['mara.bakes', 'priya.runs'],
  ['mara.bakes', 'noor'],
  ['teo_skates', 'dex'],
  ['teo_skates', 'sofia.on.ice'],
  ['amina.draws', 'kenji.k'],
  ['amina.draws', 'dex'],
  ['lu.cozinha', 'mara.bakes'],
  ['lu.cozinha', 'big_otis'],
  ['noor', 'kenji.k'],
  ['big_otis', 'jonas.repairs'],
  ['priya.runs', 'sofia.on.ice'],
  ['dex', 'quietcorner'],
];

/** The first follows the second, and not the other way round. */
export const demoFollows: readonly (readonly [string, string])[] = [
  ['teo_skates', 'amina.draws'],
  ['kenji.k', 'mara.bakes'],
  ['jonas.repairs', 'mara.bakes'],
  ['dex', 'mara.bakes'],
  ['sofia.on.ice', 'amina.draws'],
  ['big_otis', 'amina.draws'],
  ['priya.runs', 'lu.cozinha'],
  ['noor', 'amina.draws'],
];

export type DemoConversation = {
  people: readonly [string, string];
  /** How long before now the last message was, in minutes. */
  endedMinutesAgo: number;
  /** 0: the first of the two says it, 1: the second. */
  lines: readonly (readonly [0 | 1, string])[];
  /** How many of the last lines the other has not read. */
  unread?: number;
  /** Who keeps it at the top of their inbox, or has muted it. */
  pinnedBy?: string;
  mutedBy?: string;
};

export const demoConversations: readonly DemoConversation[] = [
  {
    people: ['mara.bakes', 'teo_skates'],
    endedMinutesAgo: 4,
    unread: 2,
    lines: [
      [0, 'Did you land it??'],
      [1, 'define land'],
      [0, 'Both feet. On the board. Board on the ground.'],
      [1, 'then no 😅'],
      [1, 'but the board landed beautifully without me'],
      [0, 'Come by at six, I have a tray of cardamom buns with your name on it'],
      [1, 'ON MY WAY'],
      [1, 'saving you the corner one'],
    ],
  },
  {
    people: ['amina.draws', 'mara.bakes'],
    endedMinutesAgo: 26,
    unread: 1,
    lines: [
      [1, 'Your poster is up in the window. Three people asked who drew it before nine.'],
      [0, 'Nooo really 🥹'],
      [1, 'One of them wants it on a tote bag. I said I would ask you.'],
      [0, 'Tote bags I can do. Let me send you sizes tonight.'],
    ],
  },
  {
    people: ['noor', 'mara.bakes'],
    pinnedBy: 'mara.bakes',
    endedMinutesAgo: 95,
    lines: [
      [0, 'صباح الخير! هل بقي خبز اليوم؟'],
      [1, 'Two loaves left, I put one aside for you'],
      [0, 'أنتِ الأفضل ❤️'],
    ],
  },
  {
    people: ['priya.runs', 'mara.bakes'],
    endedMinutesAgo: 60 * 20,
    lines: [
      [0, 'Long run on Sunday, 18 km along the river. You in?'],
      [1, 'I am in for the coffee at kilometre 17'],
      [0, 'That is a very specific kind of in'],
      [1, 'It is the best kind'],
      [0, 'Route is here: https://example.com/river-loop'],
    ],
  },
  {
    people: ['lu.cozinha', 'mara.bakes'],
    mutedBy: 'mara.bakes',
    endedMinutesAgo: 60 * 49,
    lines: [
      [0, 'Testei o teu fermento na farinha de mandioca'],
      [1, 'And??'],
      [0, 'Um desastre delicioso. Mando foto quando parar de rir.'],
    ],
  },
  {
    people: ['kenji.k', 'amina.draws'],
    endedMinutesAgo: 60 * 5,
    unread: 1,
    lines: [
      [0, '新しい絵、すごく好きです'],
      [1, 'Thank you! The cat is based on the one outside your studio'],
      [0, 'あの猫、名前があります。「部長」です。'],
    ],
  },
  {
    people: ['dex', 'teo_skates'],
    endedMinutesAgo: 60 * 8,
    lines: [
      [0, 'playtest tonight? its about a lighthouse keeper who is afraid of the dark'],
      [1, 'that is the most you thing you have ever made'],
      [0, 'so yes?'],
      [1, 'so yes'],
    ],
  },
  {
    people: ['big_otis', 'jonas.repairs'],
    endedMinutesAgo: 60 * 30,
    lines: [
      [0, 'Amp is humming in B flat again'],
      [1, 'Is the set in B flat?'],
      [0, 'Most of it'],
      [1, 'Then I would leave it'],
    ],
  },
  {
    people: ['sofia.on.ice', 'priya.runs'],
    endedMinutesAgo: 60 * 26,
    lines: [
      [0, 'Ankles: how are they?'],
      [1, 'Present. Complaining.'],
      [0, 'Ten minutes of balance board a day. I will know if you do not.'],
    ],
  },
];

/** First contacts that wait for an answer; those with a link are filtered. */
export const demoRequests: readonly DemoConversation[] = [
  {
    people: ['jonas.repairs', 'mara.bakes'],
    endedMinutesAgo: 55,
    lines: [
      [0, 'Hi Mara, I repair ovens and mixers two streets from you. I hear yours has started to scream.'],
      [0, 'Happy to have a look on Thursday. I work for buns.'],
    ],
  },
  {
    people: ['kenji.k', 'mara.bakes'],
    endedMinutesAgo: 60 * 5,
    lines: [[0, 'はじめまして。店の写真を撮らせてもらえませんか？ Amina said you might not mind.']],
  },
  {
    people: ['dex', 'mara.bakes'],
    endedMinutesAgo: 60 * 26,
    lines: [[0, 'hi! i made a tiny game about proofing dough, it runs here: https://example.org/dough']],
  },
  {
    people: ['big_otis', 'amina.draws'],
    endedMinutesAgo: 60 * 3,
    lines: [[0, 'Saw the poster in the bakery. Would you draw one for a bass player with no budget and great taste?']],
  },
];
