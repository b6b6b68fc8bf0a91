// Seeds that once showed a fault, each with what it showed. They are played by the tests for ever: what they find again came back.
// A seed belongs to a story: whoever changes what people do, or a delay, plays the fault itself again (it is an old commit, or one of the
// self-test's) and writes the seed down that shows it now.
export const keptSeeds: readonly { seed: number; showed: string }[] = [
  { seed: 7, showed: 'a database that could not say who calls was told as a mistake of the server' },
  { seed: 52, showed: 'an inbox that stood still behind a request that hung in a network that was gone' },
  { seed: 47, showed: 'a receipt that was told while the first page of the inbox was on its way, and never shown' },
  { seed: 317, showed: 'a request that was back after a block, and not counted' },
  { seed: 375, showed: 'a request that was gone with a block, and still counted' },
  {
    seed: 549,
    showed: 'a draft that was dropped before its conversation had a message, and still shown on another device',
  },
];
